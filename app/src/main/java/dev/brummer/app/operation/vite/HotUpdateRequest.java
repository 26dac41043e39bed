package dev.brummer.app.operation.vite;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Requests edited modules from Vite's development server, and those that it has announced as hot
/// updates. Vite compiles a module only when a browser asks for it, and does not even look at a
/// file before; without an open page a broken edit would go unnoticed.
public final class HotUpdateRequest {
  private static final Pattern UPDATE = Pattern.compile("hmr update (.+?)(?: \\(x\\d+\\))?");
  private static final Pattern PATH = Pattern.compile("/[\\w@./\\-]+\\.\\w+");
  private static final Pattern MODULE =
      Pattern.compile("/src/[\\w@./\\-]+\\.(?:[jt]sx?|mjs|vue|svelte|css|scss|less)");
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int MAX_PATHS = 5;
  private static final int MAX_MODULE_BYTES = 4 << 20;

  private HotUpdateRequest() {}

  /// How a server answered for a module.
  public enum Answer {
    /// It compiled the text that the file has now.
    CURRENT,
    /// It compiled an earlier text: it has not noticed the edit.
    STALE,
    /// It compiled a text that it does not name.
    COMPILED,
    /// It reported an error.
    BROKEN
  }

  /// The paths of a reaction such as `[vite] (client) hmr update /src/App.tsx, /src/b.css (x2)`.
  public static Set<String> paths(String activity) {
    Set<String> paths = new LinkedHashSet<>();
    Matcher update = UPDATE.matcher(activity);
    int at = activity.indexOf("hmr update ");
    if (at >= 0 && update.region(at, activity.length()).matches()) {
      for (String path : update.group(1).split(", ")) {
        if (PATH.matcher(path).matches() && paths.size() < MAX_PATHS) {
          paths.add(path);
        }
      }
    }
    return paths;
  }

  /// The paths under which a server in `directory` serves edited modules.
  public static Set<String> paths(Path directory, List<Path> edited) {
    Set<String> paths = new LinkedHashSet<>();
    for (Path file : edited) {
      String path = file.startsWith(directory) ? "/" + directory.relativize(file) : "";
      if (MODULE.matcher(path).matches()) {
        paths.add(path);
      }
    }
    return paths;
  }

  /// Requests the paths from the server of `base`, which must listen on this machine. The server
  /// prints what is wrong.
  ///
  /// @param directory of the server, below which the paths are files
  /// @return the answers by path; without those after which the server was unreachable
  public static Map<String, Answer> send(String base, Path directory, Set<String> paths) {
    Map<String, Answer> answers = new LinkedHashMap<>();
    URI uri = URI.create(base);
    if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
      return answers;
    }
    try {
      if (InetAddress.getByName(uri.getHost()).isLoopbackAddress()) {
        for (String path : paths) {
          answers.put(path, get(uri.resolve(path), directory.resolve(path.substring(1))));
        }
      }
    } catch (IOException unreachable) {
      return answers;
    }
    return answers;
  }

  private static Answer get(URI uri, Path file) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    try {
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setInstanceFollowRedirects(false);
      if (connection.getResponseCode() >= 400) {
        return Answer.BROKEN;
      }
      try (InputStream body = connection.getInputStream()) {
        return answer(new String(body.readNBytes(MAX_MODULE_BYTES), StandardCharsets.UTF_8), file);
      }
    } finally {
      connection.disconnect();
    }
  }

  private static Answer answer(String module, Path file) {
    List<String> sources = ModuleSource.of(module);
    if (sources.isEmpty()) {
      return Answer.COMPILED;
    }
    try {
      return ModuleSource.contains(sources, Files.readString(file)) ? Answer.CURRENT : Answer.STALE;
    } catch (IOException unreadable) {
      return Answer.COMPILED;
    }
  }
}
