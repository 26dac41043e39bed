package dev.brummer.app.command.config;

import dev.brummer.app.config.key.JsonSchema;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.StandardStreams;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `brummer config schema`: prints the JSON Schema of `brummer.toml`.
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = "Print the JSON Schema (2020-12) of brummer.toml, for editors.",
    footer = {
      "",
      "Editors with a TOML language server (Taplo, Even Better TOML) use it with a first line:",
      "  #:schema ./brummer.schema.json"
    })
public final class ConfigSchemaCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    StandardStreams.out().printJson(JsonSchema.ofFile().toPrettyString() + "\n");
    return ExitCodes.OK;
  }
}
