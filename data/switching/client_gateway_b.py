"""Sort one customer message into a folder, through the LiteLLM gateway as a library."""

import litellm

answer = litellm.completion(
    model="lm_studio/entrant-1",
    messages=[
        {"role": "system", "content": "Answer with the name of one folder."},
        {"role": "user", "content": "The invoice of May was charged twice. Please refund one."},
    ],
    temperature=0,
    max_tokens=12,
)
print(answer.choices[0].message.content)
print(answer.usage.prompt_tokens, "tokens in,", answer.usage.completion_tokens, "tokens out")
