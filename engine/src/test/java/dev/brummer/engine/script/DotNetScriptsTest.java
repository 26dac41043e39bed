package dev.brummer.engine.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DotNetScriptsTest {
  private static final String WEB = "<Project Sdk=\"Microsoft.NET.Sdk.Web\">\n</Project>\n";

  @TempDir private Path directory;

  @Test
  void solution_offersEachProfile_andTheTests() throws IOException {
    ScriptProject project =
        new ScriptProject(directory)
            .file(
                "Shop.sln",
                "\uFEFF\nMicrosoft Visual Studio Solution File, Format Version 12.00\n"
                    + "Project(\"{9A19103F}\") = \"Shop.Api\", \"src\\Shop.Api\\Shop.Api.csproj\", \"{1}\"\n"
                    + "EndProject\n"
                    + "Project(\"{9A19103F}\") = \"Shop.Tests\", \"test\\Shop.Tests\\Shop.Tests.csproj\", \"{2}\"\n"
                    + "Project(\"{2150E333}\") = \"docs\", \"docs\", \"{3}\"\n")
            .file("src/Shop.Api/Shop.Api.csproj", WEB)
            .file(
                "src/Shop.Api/Properties/launchSettings.json",
                """
                \uFEFF{
                  // used by the IDE
                  "profiles": {
                    "http": {
                      "commandName": "Project",
                      "applicationUrl": "http://localhost:5080",
                    },
                    "IIS Express": { "commandName": "IISExpress" },
                    "https": {
                      "commandName": "Project",
                      "applicationUrl": "https://localhost:7080;http://localhost:5080"
                    }
                  }
                }
                """)
            .file(
                "test/Shop.Tests/Shop.Tests.csproj",
                "<Project Sdk=\"Microsoft.NET.Sdk\"><PackageReference"
                    + " Include=\"Microsoft.NET.Test.Sdk\" Version=\"17\" /></Project>");
    String base = "dotnet watch --project src/Shop.Api/Shop.Api.csproj --launch-profile ";
    String settings = " @ src/Shop.Api/Properties/launchSettings.json:";
    assertEquals(
        List.of(
            "+Shop.Api = " + base + "http" + settings + "4",
            "Shop.Api:https = " + base + "https" + settings + "9",
            "test = dotnet test @ Shop.sln:0"),
        project.lines());
    assertEquals(
        base + "https (https://localhost:7080 http://localhost:5080)",
        project.description("Shop.Api:https"));
  }

  @Test
  void newSolutionFormat_andAConsoleProgram() throws IOException {
    ScriptProject project =
        new ScriptProject(directory)
            .file(
                "All.slnx",
                "<Solution>\n  <Project Path=\"Worker/Worker.fsproj\" />\n"
                    + "  <Project Path=\"Lib/Lib.csproj\" />\n"
                    + "  <Project Path=\"Gone/Gone.csproj\" />\n</Solution>\n")
            .file(
                "Worker/Worker.fsproj",
                "<Project Sdk=\"Microsoft.NET.Sdk\">\n<OutputType>Exe</OutputType></Project>")
            .file("Lib/Lib.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");
    assertEquals(
        List.of("+Worker = dotnet watch --project Worker/Worker.fsproj @ Worker/Worker.fsproj:0"),
        project.lines());
  }

  @Test
  void projectAlone_withBrokenSettings_stillRuns() throws IOException {
    ScriptProject project =
        new ScriptProject(directory)
            .file("Site.csproj", WEB)
            .file("Properties/launchSettings.json", "{ \"profiles\": { \"a\": \n");
    assertEquals(
        List.of("+Site = dotnet watch --project Site.csproj @ Site.csproj:0"), project.lines());
    assertEquals(
        "Properties/launchSettings.json:2",
        project.warnings().getFirst().replaceFirst(":\\d+: .*", ""));
  }
}
