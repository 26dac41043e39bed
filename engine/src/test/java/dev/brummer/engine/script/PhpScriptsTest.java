package dev.brummer.engine.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PhpScriptsTest {
  @TempDir private Path directory;

  @Test
  void laravel_offersComposerScriptsWithoutEvents_andItsServer() throws IOException {
    ScriptProject project =
        new ScriptProject(directory)
            .file("artisan", "#!/usr/bin/env php\n")
            .file("public/index.php", "<?php\n")
            .file(
                "composer.json",
                """
                {
                  "name": "acme/shop",
                  "scripts": {
                    "post-autoload-dump": ["@php artisan package:discover"],
                    "dev": [
                      "Composer\\\\Config::disableProcessTimeout",
                      "npx concurrently \\"php artisan serve\\" \\"npm run dev\\""
                    ],
                    "test": "@php artisan test"
                  },
                  "scripts-descriptions": { "test": "Runs the tests" }
                }
                """);
    assertEquals(
        List.of(
            "+dev = composer run-script --timeout=0 dev @ composer.json:5",
            "+serve = php artisan serve @ artisan:0",
            "test = composer run-script --timeout=0 test @ composer.json:9"),
        project.lines().stream().sorted(PhpScriptsTest::byCommand).toList());
    assertEquals("Runs the tests", project.description("test"));
  }

  private static int byCommand(String first, String second) {
    return List.of("+d", "+s", "te").indexOf(first.substring(0, 2))
        - List.of("+d", "+s", "te").indexOf(second.substring(0, 2));
  }

  @Test
  void plainSite_isServedByPhp() throws IOException {
    ScriptProject project =
        new ScriptProject(directory)
            .file("composer.json", "{\"require\": {\"php\": \">=8.3\"}}")
            .file("public/index.php", "<?php\n");
    assertEquals(
        List.of("+serve = php -S localhost:8000 -t public @ public/index.php:0"), project.lines());
  }

  @Test
  void wrongTypes_areNamed_andTheRestCounts() throws IOException {
    ScriptProject project =
        new ScriptProject(directory)
            .file("composer.json", "{\"scripts\": {\n\"a\": 1,\n\"-b\": \"phpunit\"}}\n");
    assertEquals(
        List.of("-b = composer run-script --timeout=0 -- -b @ composer.json:3"), project.lines());
    assertEquals(
        List.of("composer.json:2:6: script \"a\" is neither a string nor a list"),
        project.warnings());
  }
}
