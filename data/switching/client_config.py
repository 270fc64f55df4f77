"""Sort one customer message into a folder; which model answers is written in a file."""

import sys
import tomllib
from pathlib import Path

from openai import OpenAI

settings = tomllib.loads(Path(sys.argv[1]).read_text("utf-8"))
client = OpenAI(base_url=settings["base_url"], api_key=settings["api_key"])
answer = client.chat.completions.create(
    model=settings["model"],
    messages=[
        {"role": "system", "content": "Answer with the name of one folder."},
        {"role": "user", "content": "The invoice of May was charged twice. Please refund one."},
    ],
    temperature=0,
    max_tokens=12,
)
print(answer.choices[0].message.content)
print(answer.usage.prompt_tokens, "tokens in,", answer.usage.completion_tokens, "tokens out")
