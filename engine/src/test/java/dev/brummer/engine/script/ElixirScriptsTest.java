package dev.brummer.engine.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ElixirScriptsTest {
  @TempDir private Path directory;

  @Test
  void phoenix_offersItsServerAndTheAliases() throws IOException {
    ScriptProject project =
        new ScriptProject(directory)
            .file(
                "mix.exs",
                """
                defmodule Shop.MixProject do
                  use Mix.Project

                  defp deps do
                    [
                      {:phoenix, "~> 1.8"},
                      {:phoenix_html, "~> 4.1"},
                      {:bandit, "~> 1.5"}
                    ]
                  end

                  defp aliases do
                    [
                      setup: ["deps.get", "ecto.setup"],
                      "ecto.reset": ["ecto.drop", "ecto.setup"],
                      test: ["ecto.create --quiet", "test"]
                    ]
                  end
                end
                """);
    assertEquals(
        List.of(
            "+phx.server = mix phx.server @ mix.exs:6",
            "setup = mix setup @ mix.exs:14",
            "ecto.reset = mix ecto.reset @ mix.exs:15",
            "test = mix test @ mix.exs:16"),
        project.lines());
    assertEquals("[\"deps.get\", \"ecto.setup\"]", project.description("setup"));
  }

  @Test
  void library_offersItsTests() throws IOException {
    ScriptProject project =
        new ScriptProject(directory)
            .file("mix.exs", "defmodule L do\n  defp deps, do: [{:jason, \"~> 1.4\"}]\nend\n");
    assertEquals(List.of("test = mix test @ mix.exs:0"), project.lines());
  }

  @Test
  void aliasesWithAServer_startIt() throws IOException {
    ScriptProject project =
        new ScriptProject(directory)
            .file(
                "mix.exs",
                "defmodule L do\n  def aliases() do\n    [dev: \"run --no-halt\",\n"
                    + "     lint: [\"format\", &check/1]]\n  end\nend\n");
    assertEquals(
        List.of(
            "+dev = mix dev @ mix.exs:3",
            "lint = mix lint @ mix.exs:4",
            "test = mix test @ mix.exs:0"),
        project.lines());
  }
}
