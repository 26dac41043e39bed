package dev.brummer.app.operation;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Requests edited modules from Vite's development server, and those that it has announced as hot
/// updates. Vite compiles a module only when a browser asks for it, and does not even look at a
/// file before; without an open page a broken edit would go unnoticed.
final class HotUpdateRequest {
  private static final Pattern UPDATE = Pattern.compile("hmr update (.+?)(?: \\(x\\d+\\))?");
  private static final Pattern PATH = Pattern.compile("/[\\w@./\\-]+\\.\\w+");
  private static final Pattern MODULE =
      Pattern.compile("/src/[\\w@./\\-]+\\.(?:[jt]sx?|mjs|vue|svelte|css|scss|less)");
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int MAX_PATHS = 5;

  private HotUpdateRequest() {}

  /// The paths of a reaction such as `[vite] (client) hmr update /src/App.tsx, /src/b.css (x2)`.
  static Set<String> paths(String activity) {
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
  static Set<String> paths(Path directory, List<Path> edited) {
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
  /// prints what is wrong; responses are ignored.
  ///
  /// @return the paths that were compiled
  static List<String> send(String base, Set<String> paths) {
    List<String> requested = new ArrayList<>();
    URI uri = URI.create(base);
    if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
      return requested;
    }
    for (String path : paths) {
      try {
        if (InetAddress.getByName(uri.getHost()).isLoopbackAddress()) {
          if (get(uri.resolve(path))) {
            requested.add(path);
          }
        }
      } catch (IOException unreachable) {
        return requested;
      }
    }
    return requested;
  }

  /// @return whether the status is below 400
  private static boolean get(URI uri) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    try {
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setInstanceFollowRedirects(false);
      return connection.getResponseCode() < 400;
    } finally {
      connection.disconnect();
    }
  }
}
