"""Every command of the program: it has a help, the guides name it, and there is no other door."""

from __future__ import annotations

import argparse
import ast
import re
from pathlib import Path

import pytest

import claimsbook.__main__
import claimsbook.cli
import rebar.cli
from claimsbook.cli import registry
from claimsbook.cli.commands import COMMANDS as ENGINE
from claimsbook.cli.registry import Command
from copies import REPOSITORY
from rebar.cli import COMMANDS

GUIDES = ("README.md", "book/reproduce.md")
TOLD_IN = ("README.md", "CONTRIBUTING.md", "Makefile", "Dockerfile", "data/CHANGELOG.md")
every_command = pytest.mark.parametrize("command", COMMANDS, ids=[one.name for one in COMMANDS])


def options(command: Command) -> list[argparse.Action]:
    """What a command takes, its help aside."""
    parser = argparse.ArgumentParser(add_help=False)
    command.options(parser)
    return parser._actions


def named(guide: str) -> set[str]:
    """The commands that a guide names: after the program, or alone between backticks."""
    text = (REPOSITORY / guide).read_text("utf-8")
    return {
        one.name
        for one in COMMANDS
        if re.search(rf"-m rebar {one.name}(?![\w-])|`{one.name}`", text)
    }


@every_command
def test_a_command_and_all_that_it_takes_have_a_help(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.about and "\n" not in command.about
    assert [one.dest for one in options(command) if not one.help] == []
    with pytest.raises(SystemExit) as left:
        rebar.cli.main([*command.name.split(), "--help"])
    assert left.value.code == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert shown.startswith(f"usage: python -m rebar {command.name} ")
    assert command.about in shown


@pytest.mark.parametrize("guide", GUIDES)
def test_the_guides_name_every_command(guide: str) -> None:
    assert {one.name for one in COMMANDS} - named(guide) == set()


def test_what_is_told_of_the_program_can_be_typed() -> None:
    known = {one.name: one for one in COMMANDS}
    pages = [*TOLD_IN, *(f"book/{one.name}" for one in (REPOSITORY / "book").glob("*.md"))]
    told = [
        (page, words)
        for page in pages
        for words in re.findall(
            r"-m (?:rebar|claimsbook) ([^`\n]*)", (REPOSITORY / page).read_text("utf-8")
        )
    ]
    assert len(told) > len(GUIDES)
    for page, words in told:
        first = words.split()
        if first[:1] in (["COMMAND"], ["--help"], ["…"]):
            continue
        name = next((one for one in (" ".join(first[:2]), first[0]) if one in known), "")
        assert name, f"{page}: {words}"
        takes = {flag for one in options(known[name]) for flag in one.option_strings}
        assert set(re.findall(r"(?<!\S)--[a-z-]+", words)) <= takes, f"{page}: {words}"


def test_a_book_adds_its_commands_to_those_of_the_engine() -> None:
    assert COMMANDS[: len(ENGINE)] == ENGINE
    assert len({one.name for one in COMMANDS}) == len(COMMANDS)


def test_both_programs_start(capsys: pytest.CaptureFixture[str]) -> None:
    for main, name in ((claimsbook.__main__.main, "claimsbook"), (rebar.cli.main, "rebar")):
        with pytest.raises(SystemExit) as left:
            main(["--help"])
        assert left.value.code == 0
        assert capsys.readouterr().out.startswith(f"usage: python -m {name} [-h] command")


def test_every_file_of_the_command_line_is_in_the_program() -> None:
    folder = Path(str(claimsbook.cli.__file__)).parent
    files = {one.stem for one in folder.glob("*.py")} - {"__init__", "commands", "registry"}
    homes = {one.run.__module__.rpartition(".")[2] for one in ENGINE}
    assert files == homes


def test_there_is_no_other_door() -> None:
    doors = {
        file.relative_to(REPOSITORY / "src").as_posix()
        for file in (REPOSITORY / "src").rglob("*.py")
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.If) and "__main__" in ast.unparse(node.test)
    }
    # The benchmark also runs where nothing but its own folder is: see rebar.fourbit.bundle.
    # llama.cpp is measured in an environment that has nothing of ours: see rebar.fourbit.llama.
    alone = {"rebar/fourbit/bench.py", "rebar/fourbit/llama_child.py"}
    assert doors == {"claimsbook/__main__.py", "rebar/__main__.py", *alone}


def test_a_group_is_told_with_what_it_holds(capsys: pytest.CaptureFixture[str]) -> None:
    commands = [
        Command("data one", "the first", lambda _: 0),
        Command("data two", "the second", lambda _: 1),
        Command("database", "of another name", lambda _: 0),
    ]
    assert registry.main(commands, "p", ["data", "two"]) == 1
    with pytest.raises(SystemExit):
        registry.main(commands, "p", ["--help"])
    assert "the tables of the data package: one, two\n" in capsys.readouterr().out
