"""Environments come from locks by hash, and one that is broken is noticed and mended."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from copies import REPOSITORY

LOCKS = sorted((REPOSITORY / "requirements").rglob("*.lock"))

BACKEND = '''\
"""Builds the tiny book as setuptools would, without being had from anywhere."""
import pathlib, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "tiny-1-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(folder) / name, "w") as wheel:
        wheel.writestr("__editable__.tiny-1.pth", str(pathlib.Path("src").resolve()))
        wheel.writestr("tiny-1.dist-info/METADATA", "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1\\n")
        wheel.writestr("tiny-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("tiny-1.dist-info/RECORD", "")
    return name
'''  # fmt: skip  # noqa: E501


def script(root: Path) -> ModuleType:
    """The set-up script of a clone, as a module."""
    spec = importlib.util.spec_from_file_location("set_up", root / "requirements" / "set_up.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write_wheel(folder: Path) -> str:
    """A package `brick` with a command; its SHA-256."""
    file = folder / "brick-1-py3-none-any.whl"
    info = "brick-1.dist-info"
    with zipfile.ZipFile(file, "w") as wheel:
        wheel.writestr("brick.py", "def main():\n    print(__file__)\n")
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: brick\nVersion: 1\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/entry_points.txt", "[console_scripts]\nbrick = brick:main\n")
        wheel.writestr(f"{info}/RECORD", "")
    return hashlib.sha256(file.read_bytes()).hexdigest()


def clone(root: Path) -> Path:
    """A clone of a tiny book, with the script and a lock of one package; nothing is set up."""
    for name in ("requirements", "wheels", "src/tiny"):
        (root / name).mkdir(parents=True)
    shutil.copy(REPOSITORY / "requirements" / "set_up.py", root / "requirements")
    digest = write_wheel(root / "wheels")
    (root / "requirements/site.lock").write_text(f"brick==1 \\\n    --hash=sha256:{digest}\n")
    (root / "src/tiny/__init__.py").touch()
    (root / "backend.py").write_text(BACKEND)
    (root / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
        '[project]\nname = "tiny"\nversion = "1"\n'
    )
    return root


def set_up(root: Path, *words: str, **around: str) -> subprocess.CompletedProcess[str]:
    """The script run on a clone by this Python, without any index."""
    return subprocess.run(
        [sys.executable, str(root / "requirements/set_up.py"), *(words or (".venv-site",))],
        env={
            **os.environ,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(root / "wheels"),
            **around,
        },
        capture_output=True,
        text=True,
    )


def place_of(root: Path, module: str) -> str:
    """Where the environment of a clone imports a module from."""
    asks = f"import {module}; print({module}.__file__)"
    python = root / ".venv-site/bin/python"
    return subprocess.run([python, "-c", asks], capture_output=True, text=True).stdout.strip()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone whose environment is set up, under the settings of a reader who has odd ones."""
    root = clone(tmp_path_factory.mktemp("made") / "clone")
    config = root.parent / "pip.conf"
    config.write_text(f"[install]\nuser = yes\nprefix = {root.parent / 'prefix'}\n")
    odd = {
        "PIP_CONFIG_FILE": str(config),
        "PIP_USER": "yes",
        "PIP_TARGET": str(root.parent / "target"),
        "PIP_REQUIRE_VIRTUALENV": "yes",
        "PIP_CONSTRAINT": str(root.parent / "no-such-file"),
        "PYTHONPATH": str(root / "wheels" / "brick-1-py3-none-any.whl"),
    }
    done = set_up(root, **odd)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout == "setting up .venv-site (half a minute): not there yet\n"
    return root


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    """A copy of that clone elsewhere, environment and all; the clone stays where it was."""
    return Path(shutil.copytree(made, tmp_path / "copy", symlinks=True))


@pytest.mark.slow
def test_whatever_pip_was_told_to_do_packages_get_into_the_environment(made: Path) -> None:
    assert f"{made}/.venv-site/lib/" in place_of(made, "brick")
    assert place_of(made, "tiny") == str(made / "src/tiny/__init__.py")
    assert {one.name for one in made.parent.iterdir()} == {"clone", "pip.conf"}


@pytest.mark.slow
def test_what_is_sound_is_left_alone(made: Path) -> None:
    before = (made / ".venv-site/ready").stat().st_mtime_ns
    done = set_up(made)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (made / ".venv-site/ready").stat().st_mtime_ns == before


@pytest.mark.slow
def test_what_is_broken_is_noticed(copy: Path) -> None:
    module, folder, locks = script(copy), copy / ".venv-site", ["requirements/site.lock"]
    ready, python = folder / "ready", folder / "bin" / "python"
    sound = ready.read_text()

    def reason(chosen: bool = False) -> str:
        found = module._reason(folder, locks, chosen)
        ready.write_text(sound)
        return str(found)

    assert reason() == reason(chosen=True) == ""
    for half in ("", "{", "[1]", '{"python": 1}'):
        ready.write_text(half)
        assert "half made" in reason()
    ready.write_text(sound.replace(json.loads(sound)["python"][1], "3.2.1"))
    assert "was 3.2.1" in reason()
    (copy / "requirements/site.lock").write_text("brick==2\n")
    assert reason() == "its locks changed"
    module._base = lambda: "/another/python"
    real = module._python
    module._python = lambda one: ["/b", "3.99.0"] if one == "/another/python" else real(one)
    assert reason() == "its locks changed" and "another is wanted" in reason(chosen=True)
    python.unlink()
    python.symlink_to("/no/such/python3")
    assert reason() == "its Python is gone"


@pytest.mark.slow
def test_a_dead_environment_is_made_anew(copy: Path) -> None:
    for one in (copy / ".venv-site/bin").glob("python*"):
        one.unlink()
    done = set_up(copy)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "setting up .venv-site (half a minute): its Python is gone\n"
    assert place_of(copy, "tiny") == str(copy / "src/tiny/__init__.py")


@pytest.mark.slow
def test_a_copied_clone_runs_its_own_code_at_once_and_its_scripts_after_the_set_up(
    made: Path, copy: Path
) -> None:
    assert place_of(copy, "tiny") == str(copy / "src/tiny/__init__.py")
    assert set_up(copy).stdout == ""
    brick = subprocess.run([copy / ".venv-site/bin/brick"], capture_output=True, text=True)
    assert brick.stdout.startswith(f"{copy}/.venv-site/lib/"), brick
    assert place_of(made, "tiny") == str(made / "src/tiny/__init__.py")
    assert str(made) not in (copy / ".venv-site/ready").read_text()


@pytest.mark.slow
def test_a_file_of_another_hash_is_refused_in_one_line_and_nothing_passes_for_ready(
    tmp_path: Path,
) -> None:
    root = clone(tmp_path / "clone")
    (root / "requirements/site.lock").write_text(f"brick==1 --hash=sha256:{'0' * 64}\n")
    done = set_up(root)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("error: .venv-site could not be set up: ERROR: THESE PACKAGES")
    assert "Remedy: .cache/set-up.log has all" in done.stderr
    assert not (root / ".venv-site/ready").exists()
    assert "half made" in script(root)._reason(
        root / ".venv-site", ["requirements/site.lock"], False
    )


def test_a_python_that_is_too_old_is_told_which_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module = script(clone(tmp_path / "clone"))
    monkeypatch.setattr(module, "OLDEST", (3, 99))
    assert module.main([".venv-site"]) == 2
    assert capsys.readouterr().err.startswith("error: Python 3.99 or newer is needed, this is 3.")


def test_an_old_python_reads_the_script_far_enough(tmp_path: Path) -> None:
    kept = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    old = [*kept.glob("3.8.*/bin/python"), *kept.glob("3.9.*/bin/python")]
    if not old:
        pytest.skip("no Python 3.8 or 3.9 on this machine")
    root = clone(tmp_path / "clone")
    for python in old:
        words = [str(python), str(root / "requirements/set_up.py"), ".venv-site"]
        done = subprocess.run(words, capture_output=True, text=True)
        assert done.returncode == 2, done.stdout + done.stderr
        assert re.fullmatch(
            r"error: Python 3\.11 or newer is needed, this is 3\.[89]\.\d+\. Remedy: .*PYTHON=.*\n",
            done.stderr,
        )


def test_an_interrupted_set_up_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module = script(clone(tmp_path / "clone"))

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "set_up", interrupted)
    assert module.main([".venv-site"]) == 130
    assert capsys.readouterr().err.count("\n") == 1


def test_a_validator_that_cannot_be_had_is_told_and_hinders_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module = script(clone(tmp_path / "clone"))
    monkeypatch.setattr(module.shutil, "which", lambda name: None)

    def offline(name: str, _: bool) -> None:
        raise module.Trouble(f"{name} could not be set up")

    monkeypatch.setattr(module, "set_up", offline)
    (tmp_path / "clone/requirements/tools").mkdir()
    for name in ("package.json", "package-lock.json"):
        (tmp_path / "clone/requirements/tools" / name).touch()
    assert module.main([module.OUTSIDE]) == 0
    said = capsys.readouterr().out.splitlines()
    assert len(said) == len(module.VALIDATORS)
    assert said[-1].endswith("are left out: no npm on this machine")


def make(*words: str, **around: str) -> subprocess.CompletedProcess[str]:
    found = shutil.which("make")
    if not found:
        pytest.skip("no make on this machine")
    kept = {
        name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "PYTHON")
    }
    return subprocess.run(
        [found, *words], cwd=REPOSITORY, env={**kept, **around}, capture_output=True, text=True
    )


def test_make_says_when_its_python_is_not_there() -> None:
    done = make(".venv-site/ready", "PYTHON=no-such-python")
    assert done.returncode == 2
    assert done.stderr.startswith("error: no no-such-python on this machine. Remedy:")


def test_only_a_python_that_was_named_takes_the_place_of_another() -> None:
    assert "--chosen" not in make("--dry-run", ".venv-site/ready").stdout
    assert "--chosen .venv-site" in make("--dry-run", ".venv-site/ready", "PYTHON=python3").stdout
    assert "--chosen .venv" in make("--dry-run", ".venv/ready", PYTHON="python3").stdout


@pytest.mark.parametrize("lock", LOCKS, ids=lambda one: one.name)
def test_everything_that_is_installed_has_a_hash(lock: Path) -> None:
    text = lock.read_text("utf-8")
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.M)[1:]
    assert entries
    for entry in entries:
        assert re.match(r"[A-Za-z0-9._-]+==\S+", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), entry
    assert "://" not in text


def test_a_lock_has_what_its_pins_name() -> None:
    def pins(file: Path) -> set[str]:
        found = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;#\\]+)", file.read_text("utf-8"), re.M)
        return {f"{re.sub('[-_.]+', '-', name).lower()}=={version}" for name, version in found}

    folder = REPOSITORY / "requirements"
    for lock in LOCKS:
        listed = {"full.lock": REPOSITORY / "requirements.txt", "torch-cpu.lock": None}
        file = listed.get(lock.name, lock.with_suffix(".txt"))
        if file is not None:
            assert pins(file) and pins(file) <= pins(lock), lock.name
    assert pins(folder / "torch-cpu.lock") <= pins(REPOSITORY / "requirements.txt")
    assert pins(folder / "site.lock") <= pins(folder / "full.lock")


def test_every_lock_is_installed_and_nothing_else_is() -> None:
    module = script(REPOSITORY)
    used = {one for locks in module.LOCKS.values() for one in locks} | {module.TORCH_CPU}
    assert used == {one.relative_to(REPOSITORY).as_posix() for one in LOCKS}
    flows = (REPOSITORY / ".github/workflows").glob("*.yml")
    for file in (*(REPOSITORY / one for one in ("Makefile", "Dockerfile", ".ci/run")), *flows):
        assert "pip install" not in file.read_text("utf-8"), file.name
    assert (REPOSITORY / ".binder/requirements.txt").read_text() == "-r ../requirements/site.lock\n"
    assert "--no-build-isolation" in (REPOSITORY / ".binder/postBuild").read_text()


def test_options_of_what_is_compiled_stand_in_its_lock() -> None:
    """llama.cpp for the processor at hand stops with an illegal instruction on virtual machines."""
    module = script(REPOSITORY)
    found = {
        name: options[1].split()
        for name, locks in module.LOCKS.items()
        for lock in locks
        if (options := module.COMPILED.search((REPOSITORY / lock).read_text("utf-8")))
    }
    assert list(found) == [".cache/llama"]
    wanted = {"-DGGML_NATIVE=OFF", "-DGGML_AVX2=ON", "-DGGML_FMA=ON", "-DGGML_F16C=ON"}
    assert wanted <= set(found[".cache/llama"])


def test_what_cannot_be_compiled_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    module = script(REPOSITORY)
    monkeypatch.setattr(module.shutil, "which", lambda name: None)
    with pytest.raises(module.Trouble, match=r"no C\+\+ compiler .* Remedy"):
        module._compiler("-DGGML_NATIVE=OFF")


def test_packages_of_node_have_a_hash_and_name_no_host() -> None:
    lock = json.loads((REPOSITORY / "requirements/tools/package-lock.json").read_text("utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert packages
    for name, one in packages.items():
        assert one["integrity"].startswith("sha512-") and "resolved" not in one, name
    wanted = json.loads((REPOSITORY / "requirements/tools/package.json").read_text("utf-8"))
    for name, version in wanted["dependencies"].items():
        assert packages[f"node_modules/{name}"]["version"] == version


def test_a_build_of_torch_without_cuda_brings_nothing_for_cuda() -> None:
    module = script(REPOSITORY)
    full = (REPOSITORY / "requirements/full.lock").read_text("utf-8")
    without = module._without_cuda(full)
    gone = {
        re.sub("==.*", "", line)
        for line in set(full.splitlines()) - set(without.splitlines())
        if not line.startswith(" ")
    }
    assert {"torch", "cuda-toolkit", "nvidia-cublas"} <= gone
    assert all(re.match("torch$|nvidia-|cuda-", one) for one in gone)


def test_a_build_of_torch_without_cuda_keeps_triton_for_the_tests_of_the_kernels() -> None:
    module = script(REPOSITORY)
    full = (REPOSITORY / "requirements/full.lock").read_text("utf-8")
    assert re.search("^triton==", module._without_cuda(full), re.M)


def test_the_container_runs_as_a_user_of_its_own() -> None:
    lines = (REPOSITORY / "Dockerfile").read_text("utf-8").splitlines()
    user = lines.index("USER reader")
    assert any("--uid 1000 --create-home reader" in line for line in lines[:user])
    assert all(line.startswith("COPY --chown=reader:reader ") for line in lines if "COPY" in line)
    assert not any(line.startswith(("USER", "RUN useradd")) for line in lines[user + 1 :])
