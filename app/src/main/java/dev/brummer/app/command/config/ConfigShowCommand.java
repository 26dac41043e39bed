package dev.brummer.app.command.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brummer.app.config.Config;
import dev.brummer.app.config.ConfigSetting;
import dev.brummer.app.config.EffectiveConfig;
import dev.brummer.app.config.EffectiveConfig.Entry;
import dev.brummer.app.config.key.KeyPaths;
import dev.brummer.app.program.DirectoryOption;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.MessagePrinter;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.app.program.UserException;
import dev.brummer.app.run.ProjectDirectory;
import dev.brummer.app.run.RunTargets;
import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.VisibleText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `brummer config show`: prints the settings that count, each with its source.
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Show the settings that count, each with the file and line that sets it.",
    footer = {
      "",
      "Options of brummer run that override settings may be given too.",
      "Examples:",
      "  brummer config show process.web",
      "  brummer config show theme --theme dark"
    })
public final class ConfigShowCommand implements Callable<Integer> {
  private static final int MAX_VALUE_WIDTH = 60;
  private static final int MAX_VALUE = 2000;

  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "KEY",
      arity = "0..1",
      description = "key or table to show, such as process.web.command (default: all)")
  @Nullable String key;

  @Mixin DirectoryOption directory = new DirectoryOption();

  @Option(names = "--json", description = "print a JSON array")
  boolean json;

  @Mixin SettingOptions options = new SettingOptions();

  @Override
  public Integer call() {
    Path project = ProjectDirectory.find(directory.path()).path();
    Config config = RunTargets.loadConfig(project, System.getenv());
    MessagePrinter.print(config.warnings());
    EffectiveConfig effective = EffectiveConfig.of(config, options.overrides(spec));
    List<Entry> shown = key == null ? effective.all() : find(effective, key);
    if (json) {
      printJson(shown);
    } else {
      print(shown, project);
    }
    return ExitCodes.OK;
  }

  private static List<Entry> find(EffectiveConfig effective, String key) {
    List<Entry> found = effective.find(key);
    if (!found.isEmpty()) {
      return found;
    }
    return KeyPaths.find(EffectiveConfig.split(key))
        .filter(known -> !isUnknownProcess(effective, key))
        .map(known -> List.of(EffectiveConfig.ofDefault(key, known)))
        .orElseThrow(() -> unknown(effective, key));
  }

  private static boolean isUnknownProcess(EffectiveConfig effective, String key) {
    List<String> names = EffectiveConfig.split(key);
    return names.size() > 1
        && names.getFirst().equals("process")
        && effective.find("process").stream()
            .noneMatch(entry -> EffectiveConfig.split(entry.key()).get(1).equals(names.get(1)));
  }

  private static UserException unknown(EffectiveConfig effective, String key) {
    List<String> names = new ArrayList<>();
    KeyPaths.all().stream()
        .map(KeyPaths.Entry::path)
        .filter(path -> !path.contains(KeyPaths.ANY_NAME))
        .forEach(names::add);
    for (Entry entry : effective.find("process")) {
      names.add(entry.key());
      names.add(tableOf(entry.key()));
    }
    return UserException.usage(
        "unknown key "
            + VisibleText.quoted(key)
            + ": "
            + Suggestions.hint(key, names.stream().distinct().toList()));
  }

  /// `process.web` of `process.web.command`.
  private static String tableOf(String key) {
    return EffectiveConfig.join(EffectiveConfig.split(key).subList(0, 2));
  }

  private static void print(List<Entry> shown, Path project) {
    List<String> settings =
        shown.stream()
            .map(entry -> VisibleText.bounded(entry.key() + " = " + shownValue(entry), MAX_VALUE))
            .toList();
    int width =
        settings.stream()
            .mapToInt(String::length)
            .filter(length -> length <= MAX_VALUE_WIDTH)
            .max()
            .orElse(1);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < shown.size(); i++) {
      out.append(
          String.format(
              Locale.ROOT,
              "%-" + width + "s  %s%n",
              settings.get(i),
              VisibleText.named(source(shown.get(i), project))));
    }
    StandardStreams.out().print(out.toString());
  }

  private static String shownValue(Entry entry) {
    return entry.value().isEmpty() ? "(not set)" : entry.value();
  }

  private static String source(Entry entry, Path project) {
    ConfigSetting setting = entry.setting();
    return setting == null
        ? entry.source()
        : ConfigText.shortPath(setting.file(), project) + ":" + setting.line();
  }

  private static void printJson(List<Entry> shown) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Entry entry : shown) {
      ObjectNode node = all.addObject();
      ConfigSetting setting = entry.setting();
      node.put("key", entry.key());
      node.set("value", value(entry, setting));
      node.put("origin", entry.origin().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      node.put("source", entry.source());
      Optional.ofNullable(setting)
          .ifPresent(it ->
              node.put("file", it.file().toString())
                  .put("line", it.line())
                  .put("column", it.column()));
    }
    StandardStreams.out().printJson(all.toPrettyString() + "\n");
  }

  private static JsonNode value(Entry entry, @Nullable ConfigSetting setting) {
    if (setting != null) {
      return new ObjectMapper().valueToTree(setting.value());
    }
    String text = entry.value();
    if (text.matches("true|false|[0-9]+")) {
      return text.matches("[0-9]+")
          ? JsonNodeFactory.instance.numberNode(Integer.parseInt(text))
          : JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(text));
    }
    return JsonNodeFactory.instance.textNode(text.replaceAll("^\"|\"$", ""));
  }
}
