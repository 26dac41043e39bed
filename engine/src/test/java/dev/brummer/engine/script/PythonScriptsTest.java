package dev.brummer.engine.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PythonScriptsTest {
  @TempDir private Path directory;
  private ScriptProject project;

  @BeforeEach
  void createProject() {
    project = new ScriptProject(directory);
  }

  @Test
  void poeTasks_runThroughTheManagerOfTheLockFile() throws IOException {
    project
        .file("uv.lock", "version = 1\n")
        .file(
            "pyproject.toml",
            """
            [project]
            name = "orders"
            dependencies = ["httpx>=0.27"]

            [tool.poe.tasks]
            serve = "uvicorn orders.main:app --reload"
            _private = "echo no"
            check = [{ cmd = "ruff check" }, "types"]

            [tool.poe.tasks.types]
            cmd = "mypy src"
            help = "Check the types"
            """);
    assertEquals(
        List.of(
            "+serve = uv run poe serve @ pyproject.toml:6",
            "types = uv run poe types @ pyproject.toml:10",
            "check = uv run poe check @ pyproject.toml:8"),
        sortedLikeListed(project.lines(), "serve", "types", "check"));
    assertEquals("Check the types", project.description("types"));
    assertEquals("uvicorn orders.main:app --reload", project.description("serve"));
  }

  private static List<String> sortedLikeListed(List<String> scripts, String... names) {
    return List.of(names).stream()
        .map(name ->
            scripts.stream()
                .filter(line -> line.replaceFirst("^\\+", "").startsWith(name + " = "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " in " + scripts)))
        .toList();
  }

  @Test
  void poetryProject_runsTasksAndProgramsThroughPoetry() throws IOException {
    project
        .file("poetry.lock", "")
        .file(
            "pyproject.toml",
            """
            [tool.poetry.dependencies]
            python = "^3.12"
            fastapi = { version = "^0.115", extras = ["standard"] }

            [tool.poetry.scripts]
            import-orders = "orders.cli:run"

            [tool.taskipy.tasks]
            lint = "ruff check ."
            pre_lint = "ruff format ."
            worker = { cmd = "arq orders.Worker", help = "Runs the queue" }
            """)
        .file("app/main.py", "from fastapi import FastAPI\n\napi: FastAPI = FastAPI()\n");
    assertEquals(
        List.of(
            "lint = poetry run task lint @ pyproject.toml:9",
            "+worker = poetry run task worker @ pyproject.toml:11",
            "import-orders = poetry run import-orders @ pyproject.toml:6",
            "+fastapi = poetry run fastapi dev app/main.py @ app/main.py:3"),
        sortedLikeListed(project.lines(), "lint", "worker", "import-orders", "fastapi"));
    assertEquals(4, project.lines().size(), project.lines()::toString);
  }

  @Test
  void pdmHatchPixiAndRye_runTheirOwnTasks() throws IOException {
    project.file(
        "pyproject.toml",
        """
        [tool.pdm.scripts]
        _.env_file = ".env"
        dev = { cmd = "flask run", help = "Development server" }
        pre_dev = "echo before"

        [tool.hatch.envs.default.scripts]
        cov = "pytest --cov"
        [tool.hatch.envs.docs.scripts]
        serve = ["mkdocs serve"]

        [tool.pixi.tasks]
        train = "python train.py"
        [tool.pixi.feature.gpu.tasks]
        bench = { cmd = "python bench.py", depends-on = ["train"] }

        [tool.rye.scripts]
        shell = { chain = ["dev"] }
        """);
    assertEquals(
        List.of(
            "+dev = pdm run dev @ pyproject.toml:3",
            "cov = hatch run cov @ pyproject.toml:7",
            "+docs:serve = hatch run docs:serve @ pyproject.toml:9",
            "train = pixi run train @ pyproject.toml:12",
            "bench = pixi run bench @ pyproject.toml:14",
            "shell = rye run shell @ pyproject.toml:17"),
        sortedLikeListed(project.lines(), "dev", "cov", "docs:serve", "train", "bench", "shell"));
  }

  @Test
  void pixiFile_hasItsTasksAtTheTop() throws IOException {
    project.file("pixi.toml", "[workspace]\nname = \"lab\"\n\n[tasks]\nstart = \"jupyter lab\"\n");
    assertEquals(List.of("+start = pixi run start @ pixi.toml:5"), project.lines());
  }

  @Test
  void django_isServedByTheInterpreterOfItsEnvironment() throws IOException {
    project
        .file("manage.py", "#!/usr/bin/env python\n")
        .executable("venv/bin/python", "#!/bin/sh\n")
        .file("requirements.txt", "Django==5.2\npsycopg[binary]\n");
    assertEquals(
        List.of(
            "+runserver = python manage.py runserver @ manage.py:0",
            "migrate = python manage.py migrate @ manage.py:0",
            "test = python manage.py test @ manage.py:0"),
        sortedLikeListed(project.lines(), "runserver", "migrate", "test"));
    assertEquals(
        List.of(directory.resolve("venv/bin")),
        ScriptDiscoverer.discover(directory).scripts().getFirst().programs());
  }

  @Test
  void djangoWithoutEnvironment_isServedByPython3() throws IOException {
    project.file("manage.py", "");
    assertEquals(
        "+runserver = python3 manage.py runserver @ manage.py:0", project.lines().getFirst());
  }

  @Test
  void fastApiWithoutItsCommand_isServedByUvicorn() throws IOException {
    project
        .file("requirements.txt", "# web\nfastapi\nuvicorn[standard]\n")
        .file("main.py", "import fastapi\nservice = fastapi.FastAPI(title='x')\n");
    assertEquals(List.of("+fastapi = uvicorn main:service --reload @ main.py:2"), project.lines());
  }

  @Test
  void flask_isFoundByItsApplication() throws IOException {
    project
        .file("Pipfile", "[packages]\nFlask = \"*\"\n")
        .file("app/__init__.py", "from flask import Flask\n\n\ndef create_app(config=None):\n")
        .file("run.py", "from app import create_app\nprint(create_app)\n");
    assertEquals(
        List.of("+flask = pipenv run flask --app app run --debug @ app/__init__.py:4"),
        project.lines());
  }

  @Test
  void flaskInItsUsualFile_needsNoName() throws IOException {
    project
        .file("requirements/base.txt", "flask>=3 # web\n")
        .file("requirements.txt", "-r requirements/base.txt\n")
        .file("app.py", "from flask import Flask\napp = Flask(__name__)\n");
    assertEquals(List.of("+flask = flask run --debug @ app.py:2"), project.lines());
  }

  @Test
  void applicationWithoutDeclaredPackages_isFound() throws IOException {
    project
        .file("wsgi.py", "import flask\n\nsite = flask.Flask('site')\n")
        .file("main.py", "from fastapi import FastAPI\napp = FastAPI()\n");
    assertEquals(
        List.of(
            "+fastapi = uvicorn main:app --reload @ main.py:2",
            "+flask = flask run --debug @ wsgi.py:3"),
        project.lines());
  }

  @Test
  void otherProgram_isNoApplication() throws IOException {
    project.file("app.py", "print('Flask(')\n").file("main.py", "# FastAPI()\n");
    assertEquals(List.of(), project.lines());
  }

  @Test
  void streamlit_runsItsPage() throws IOException {
    project
        .file("pyproject.toml", "[dependency-groups]\ndev = [\"streamlit\"]\n")
        .file("Home.py", "import streamlit as st\n");
    assertEquals(List.of("+streamlit = streamlit run Home.py @ Home.py:1"), project.lines());
  }

  @Test
  void libraryWithoutTasks_offersNothing() throws IOException {
    project.file(
        "pyproject.toml", "[project]\nname = \"lib\"\n[project.scripts]\nlib = \"lib:run\"\n");
    assertEquals(List.of(), project.lines());
  }

  @Test
  void brokenFile_isNamedWithItsPlace_andTheRestCounts() throws IOException {
    project
        .file("pyproject.toml", "[tool.pdm.scripts]\nweb = \"flask run\"\nbad = [1\n[x\n")
        .file("manage.py", "");
    assertEquals(1, project.warnings().size(), project.warnings()::toString);
    assertEquals("pyproject.toml:4", project.warnings().getFirst().replaceFirst(":\\d+: .*", ""));
    sortedLikeListed(project.lines(), "runserver");
  }

  @Test
  void taskOfAWrongType_isNamed() throws IOException {
    project.file("pyproject.toml", "[tool.poe]\ntasks = 3\n\n[tool.pdm.scripts]\nx = 1\ny = 'z'\n");
    assertEquals(
        List.of(
            "pyproject.toml:2:1: \"tasks\" must be a table",
            "pyproject.toml:5:1: \"x\" is no task: expected a command, a list or a table"),
        project.warnings());
    assertEquals(List.of("y = pdm run y @ pyproject.toml:6"), project.lines());
  }
}
