# Not needed: `make book` does the same without it. `docker build -t rebar .` builds the site,
# `docker run --rm -p 8000:8000 rebar` serves it, `docker run --rm rebar make verify` verifies.
# Nothing in it runs as root, and it serves with `--read-only` as well.
FROM python:3.11-slim
RUN apt-get update && apt-get install --yes --no-install-recommends git make \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 1000 --create-home reader \
    && install --directory --owner=reader --group=reader /book
USER reader
WORKDIR /book
COPY --chown=reader:reader requirements requirements
COPY --chown=reader:reader pyproject.toml README.md Makefile ./
COPY --chown=reader:reader src src
RUN make .venv-site/ready
COPY --chown=reader:reader . .
RUN make book
EXPOSE 8000
CMD [".venv-site/bin/python", "-m", "http.server", "8000", "--directory", "_build/html"]
