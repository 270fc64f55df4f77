# Not needed: `make book` does the same without it. `docker build -t rebar .` builds the site,
# `docker run --rm -p 8000:8000 rebar` serves it, `docker run --rm rebar make verify` verifies.
FROM python:3.11-slim
RUN apt-get update && apt-get install --yes --no-install-recommends git make \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /book
COPY requirements requirements
COPY pyproject.toml README.md Makefile ./
COPY src src
RUN make .venv-site/ready
COPY . .
RUN touch .venv-site/ready && make book
EXPOSE 8000
CMD [".venv-site/bin/python", "-m", "http.server", "8000", "--directory", "_build/html"]
