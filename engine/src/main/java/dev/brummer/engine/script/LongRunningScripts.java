package dev.brummer.engine.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Guesses from its name and command whether a script runs until it is stopped, as a development
/// server or a watcher does. Pure.
///
/// A wrong "no" costs one more selection, a wrong "yes" may run a destructive script: a name with a
/// word for such a task is never long-running.
final class LongRunningScripts {
  private static final Set<String> SERVERS =
      Set.of(
          "dev",
          "develop",
          "start",
          "serve",
          "server",
          "run",
          "up",
          "preview",
          "storybook",
          "hmr",
          "worker",
          "daemon",
          "proxy",
          "devserver",
          "runserver",
          "localhost");

  private static final Set<String> WATCHERS = Set.of("watch", "watcher", "watching");

  /// Words of scripts that a watcher repeats; without one they end.
  private static final Set<String> REPEATABLE_TASKS =
      Set.of(
          "build",
          "compile",
          "bundle",
          "test",
          "tests",
          "lint",
          "check",
          "typecheck",
          "types",
          "format",
          "generate",
          "gen",
          "codegen");

  /// Words of scripts that end, and may change more than the working directory.
  private static final Set<String> TASKS =
      Set.of(
          "clean",
          "cleanup",
          "clear",
          "deploy",
          "undeploy",
          "publish",
          "release",
          "rollback",
          "destroy",
          "delete",
          "remove",
          "rm",
          "drop",
          "reset",
          "wipe",
          "purge",
          "prune",
          "nuke",
          "kill",
          "stop",
          "down",
          "halt",
          "restore",
          "backup",
          "dump",
          "migrate",
          "migration",
          "seed",
          "install",
          "uninstall",
          "setup",
          "init",
          "bootstrap",
          "upgrade",
          "update",
          "push",
          "pull",
          "upload",
          "sync",
          "commit",
          "tag",
          "version",
          "bump",
          "export",
          "import",
          "apply",
          "provision",
          "prod",
          "production",
          "ci",
          "pre",
          "post",
          "once",
          "help",
          "status",
          "logs");

  private static final Pattern COMMAND =
      Pattern.compile(
          "(?:^|[\\s;&|(/])(?:nodemon|ts-node-dev|vite(?:\\s+(?:dev|serve))?(?=\\s*$|\\s+-)"
              + "|(?:next|nuxt|nuxi|astro|remix|vinxi|wrangler|vercel|netlify) dev"
              + "|(?:webpack|vue-cli-service|ng|parcel) serve|webpack-dev-server|http-server"
              + "|live-server|browser-sync|uvicorn|runserver|flask run)(?=\\s|$)"
              + "|(?<=\\s)--watch(?=\\s|$|=(?!false))|\\b(?:tailwindcss|tailwind|tsc|rollup|sass|postcss|babel)\\s(?:[^;&|]*\\s)?-w(?=\\s|$)");

  private static final Pattern HOOK = Pattern.compile("(?:pre|post)(?:dev|start|serve|watch)");

  private LongRunningScripts() {}

  /// @param name without the name of its package
  /// @param command as written in the file; empty if unknown
  static boolean matches(String name, String command) {
    if (isTask(name)) {
      return false;
    }
    List<String> words = words(name);
    if (words.stream().anyMatch(WATCHERS::contains) || COMMAND.matcher(command).find()) {
      return true;
    }
    return words.stream().anyMatch(SERVERS::contains)
        && words.stream().noneMatch(REPEATABLE_TASKS::contains);
  }

  /// Whether the name has a word for a task that ends and may change more than the working
  /// directory, as `db:reset` does.
  static boolean isTask(String name) {
    return words(name).stream()
        .anyMatch(word -> TASKS.contains(word) || HOOK.matcher(word).matches());
  }

  /// The words of a name in lower case: runs of letters and digits, also split before a capital
  /// letter.
  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= name.length(); i++) {
      boolean separator = i == name.length() || !isAlphanumeric(name.charAt(i));
      boolean capital =
          !separator
              && i > 0
              && isIn(name.charAt(i), 'A', 'Z')
              && isIn(name.charAt(i - 1), 'a', 'z');
      if ((separator || capital) && start < i) {
        words.add(name.substring(start, i).toLowerCase(Locale.ROOT));
      }
      start = separator ? i + 1 : capital ? i : start;
    }
    return words;
  }

  private static boolean isAlphanumeric(char c) {
    return isIn(c, 'a', 'z') || isIn(c, 'A', 'Z') || isIn(c, '0', '9');
  }

  private static boolean isIn(char c, char first, char last) {
    return c >= first && c <= last;
  }
}
