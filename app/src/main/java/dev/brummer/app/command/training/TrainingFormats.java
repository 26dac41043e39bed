package dev.brummer.app.command.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A project with files of the usual formats, so that the AOT caches contain their parsers: the
/// first YAML file of a start otherwise takes 60 ms of CPU time.
public final class TrainingFormats {
  private static final Map<String, String> FILES =
      Map.of(
          "docker-compose.yml",
          """
          services:
            db:
              image: "postgres:${VERSION:-16}"
              ports: ["5432:5432"]
              environment: {POSTGRES_PASSWORD: x}
              healthcheck: {test: ["CMD", "true"], interval: 1s}
            web:
              build: .
              command: ["serve"]
              depends_on: {db: {condition: service_healthy}}
          """,
          "Taskfile.yml",
          """
          version: "3"
          tasks:
            build: {desc: builds, deps: [clean], cmds: [go build]}
            clean: rm -rf out
          """,
          ".vscode/tasks.json",
          """
          { // tasks
            "version": "2.0.0",
            "tasks": [{"label": "watch", "type": "shell", "command": "make", "args": ["w"], "isBackground": true},]
          }
          """,
          "Makefile",
          ".PHONY: run\nrun: build ## runs it\n\techo run\nbuild:\n\techo build\n",
          "pyproject.toml",
          "[project]\nname = \"p\"\n[project.scripts]\nserve = \"p:main\"\n",
          "go.mod",
          "module example.org/p\n",
          "package.json",
          """
          {"name": "p", "workspaces": ["apps/*"], "packageManager": "npm@11.0.0",
            "scripts": {"all": "turbo run dev", "both": "concurrently \"npm:dev\" \"npm run a\"", "a": "true"}}
          """,
          "apps/a/package.json",
          """
          {"name": "a", "scripts": {"dev": "vite", "build": "vite build"}}
          """,
          "turbo.json",
          """
          {"tasks": {"build": {}, "dev": {"dependsOn": ["^build"], "persistent": true, "cache": false}}}
          """,
          "deno.json",
          """
          {"tasks": {"serve": {"command": "deno run s.ts", "dependencies": ["a"]}, "a": "true"}}
          """);

  private TrainingFormats() {}

  /// Writes the files.
  ///
  /// @return the directory
  public static Path write(Path directory) throws IOException {
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return directory;
  }
}
