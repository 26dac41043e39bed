package dev.brummer.proxy.sourcemap;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Maps the frames of a browser's stack trace to source files. Thread-safe; blocks.
public final class StackTraceMapper {
  private static final int MAX_FRAMES = 20;

  /// `http://localhost:20888/src/a.js?t=1:4:30`, in the formats of all browsers.
  private static final Pattern FRAME =
      Pattern.compile("(https?://[^\\s/()@]+)(/[^\\s()]*?):(\\d{1,9}):(\\d{1,9})(?=[\\s)]|$)");

  private final SourceMapCache sourceMapCache;
  private final String root;

  /// Path of the proxy's own script.
  private static final String INTERNAL = "/__brummer/";

  /// Files outside the root directory of a Vite server.
  private static final String VITE_FILES = "/@fs/";

  private static final Pattern LIBRARY = Pattern.compile("(^|/)node_modules/|^@vite/|^@react-");

  /// @param project directory to which files are relative; empty for none
  public StackTraceMapper(SourceMapCache sourceMapCache, String project) {
    this.sourceMapCache = sourceMapCache;
    this.root = project.isEmpty() || project.endsWith("/") ? project : project + "/";
  }

  /// A stack trace with original positions.
  ///
  /// @param text the trace: every mappable position is replaced, and other URLs of the page's own
  ///   server by their paths; frames of the proxy's script are removed
  /// @param location the first position outside libraries, as `src/a.ts:4:30`
  /// @param absoluteLocation that position with the directory of the project, if it is known to be
  ///   in it; otherwise the same
  public record MappedStack(String text, String location, String absoluteLocation) {}

  /// A position as it is shown.
  ///
  /// @param inProject whether it is relative to the project's directory
  private record ShownFrame(String location, boolean inProject) {}

  /// Null if no frame belongs to the page's server.
  ///
  /// @param pageOrigin origin of the page, through the proxy
  /// @param serverOrigin origin of the server that serves the scripts
  public @Nullable MappedStack map(String stack, String pageOrigin, String serverOrigin) {
    Matcher frames = FRAME.matcher(stack);
    StringBuilder text = new StringBuilder();
    ShownFrame first = null;
    ShownFrame firstOutsideLibraries = null;
    for (int i = 0; i < MAX_FRAMES && frames.find(); i++) {
      boolean own = frames.group(1).equals(pageOrigin) && !frames.group(2).startsWith(INTERNAL);
      ShownFrame frame = own ? shown(frames, serverOrigin) : null;
      if (frame != null) {
        first = first == null ? frame : first;
        if (firstOutsideLibraries == null && !LIBRARY.matcher(frame.location).find()) {
          firstOutsideLibraries = frame;
        }
      }
      String replacement = frame == null ? frames.group() : frame.location;
      frames.appendReplacement(text, Matcher.quoteReplacement(replacement));
    }
    frames.appendTail(text);
    ShownFrame best = firstOutsideLibraries == null ? first : firstOutsideLibraries;
    return best == null
        ? null
        : new MappedStack(
            withoutInternalFrames(text.toString()),
            best.location,
            best.inProject ? root + best.location : best.location);
  }

  private static String withoutInternalFrames(String stack) {
    return stack.contains(INTERNAL)
        ? stack.lines().filter(line -> !line.contains(INTERNAL)).collect(Collectors.joining("\n"))
        : stack;
  }

  private ShownFrame shown(Matcher frame, String serverOrigin) {
    SourceMapCache.FetchedMap fetched = sourceMapCache.find(serverOrigin + frame.group(2));
    int line = Integer.parseInt(frame.group(3));
    int column = Integer.parseInt(frame.group(4));
    SourceMap.OriginalPosition position = fetched == null ? null : fetched.map().find(line, column);
    if (fetched == null || position == null) {
      return new ShownFrame(servedFile(frame.group(2)) + ":" + line + ":" + column, false);
    }
    String file = file(position.source(), fetched.base());
    boolean inside = !root.isEmpty() && file.startsWith(root);
    String shown = inside ? file.substring(root.length()) : file;
    return new ShownFrame(shown + ":" + position.line() + ":" + position.column(), inside);
  }

  /// The file that a server most likely serves under a path.
  private static String servedFile(String pathAndQuery) {
    int query = pathAndQuery.indexOf('?');
    String path = query < 0 ? pathAndQuery : pathAndQuery.substring(0, query);
    return path.startsWith(VITE_FILES)
        ? path.substring(VITE_FILES.length() - 1)
        : path.equals("/") ? "index.html" : path.substring(1);
  }

  /// The path of a source within its project, as far as its name reveals it.
  static String file(String source, URI base) {
    String path = source;
    if (!source.contains("://") && !source.startsWith("/")) {
      try {
        path = base.resolve(source).getPath();
      } catch (IllegalArgumentException unresolvable) {
        return source;
      }
    } else if (source.startsWith("webpack")) {
      // webpack://name/./src/a.js, webpack:///./src/a.js, webpack-internal:///./src/a.js
      path = source.substring(source.indexOf('/', source.indexOf("://") + 3) + 1);
    } else if (source.contains("://")) {
      path = source.substring(source.indexOf("://") + 3);
    }
    int project = path.indexOf("[project]/");
    path = project < 0 ? path : path.substring(project + "[project]/".length());
    path = path.startsWith("./") ? path.substring(2) : path;
    return path.startsWith("/")
            && base.getPath() != null
            && !source.startsWith("file:")
            && !source.startsWith("/")
        ? path.substring(1)
        : path;
  }
}
