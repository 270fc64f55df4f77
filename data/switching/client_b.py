"""Sort one customer message into a folder and say what the call used."""

from openai import OpenAI

client = OpenAI(
    base_url="http://127.0.0.1:8002/v1",
)
answer = client.chat.completions.create(
    model="entrant-1",
    messages=[
        {"role": "system", "content": "Answer with the name of one folder."},
        {"role": "user", "content": "The invoice of May was charged twice. Please refund one."},
    ],
    temperature=0,
    max_tokens=12,
)
print(answer.choices[0].message.content)
print(answer.usage.prompt_tokens, "tokens in,", answer.usage.completion_tokens, "tokens out")
