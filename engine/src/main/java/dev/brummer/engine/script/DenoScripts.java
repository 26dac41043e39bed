package dev.brummer.engine.script;

import dev.brummer.engine.script.node.DenoFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Lists the tasks of `deno.json` or `deno.jsonc`, and those of its workspace's members as
/// `member:task`. `deno task` runs them.
final class DenoScripts implements ScriptSource {
  @Override
  public void find(Path directory, DiscoveredScriptsBuilder builder) {
    DenoFile file = DenoFile.read(directory, builder);
    if (file == null) {
      return;
    }
    String fileName = String.valueOf(file.file().getFileName());
    builder.add(fileName, scripts(file, "", fileName));
    for (Path home : file.members()) {
      DenoFile member = DenoFile.read(home, builder);
      if (member != null) {
        String name = member.name().isEmpty() ? String.valueOf(home.getFileName()) : member.name();
        String shortName = name.substring(name.lastIndexOf('/') + 1);
        builder.add(directory.relativize(home).toString(), scripts(member, shortName + ":", name));
      }
    }
  }

  private static List<Script> scripts(DenoFile file, String prefix, String group) {
    List<Script> scripts = new ArrayList<>();
    for (DenoFile.DenoTask task : file.tasks()) {
      String text = task.command().isEmpty() ? "deno task " + task.name() : task.command();
      scripts.add(
          new Script(
                  prefix + task.name(),
                  group,
                  Script.command(task.name(), "deno", "task"),
                  file.directory(),
                  file.file(),
                  task.line(),
                  task.description().isEmpty() ? text : task.description(),
                  LongRunningScripts.matches(task.name(), task.command()))
              .local(task.name()));
    }
    return scripts;
  }
}
