package dev.brummer.proxy.sourcemap;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says a browser's stack trace in places of the developer's files. Any thread that may wait.
public final class StackTraceMapper {
  private static final int MAX_FRAMES = 20;

  /// `http://localhost:20888/src/a.js?t=1:4:30`, in the formats of all browsers.
  private static final Pattern FRAME =
      Pattern.compile("(https?://[^\\s/()@]+)(/[^\\s()]*?):(\\d{1,9}):(\\d{1,9})(?=[\\s)]|$)");

  private final SourceMapCache sourceMapCache;
  private final String root;

  /// @param project the directory that files are told relative to; empty: none
  public StackTraceMapper(SourceMapCache sourceMapCache, String project) {
    this.sourceMapCache = sourceMapCache;
    this.root = project.isEmpty() || project.endsWith("/") ? project : project + "/";
  }

  /// A trace in the developer's words.
  ///
  /// @param text the trace with every place replaced that could be
  /// @param location the first place that is not in a library, as `src/a.ts:4:30`
  public record MappedStack(String text, String location) {}

  /// Null if no place could be mapped.
  ///
  /// @param asked the origin of the page, ours
  /// @param target the origin of the server, where scripts are fetched
  public @Nullable MappedStack map(String stack, String asked, String target) {
    Matcher frames = FRAME.matcher(stack);
    StringBuilder text = new StringBuilder();
    String first = "";
    String own = "";
    for (int i = 0; i < MAX_FRAMES && frames.find(); i++) {
      String place = frames.group(1).equals(asked) ? place(frames, target) : null;
      if (place != null) {
        first = first.isEmpty() ? place : first;
        own = own.isEmpty() && !place.contains("node_modules/") ? place : own;
      }
      String said = place == null ? frames.group() : place;
      frames.appendReplacement(text, Matcher.quoteReplacement(said));
    }
    frames.appendTail(text);
    return first.isEmpty() ? null : new MappedStack(text.toString(), own.isEmpty() ? first : own);
  }

  private @Nullable String place(Matcher frame, String target) {
    SourceMapCache.FetchedMap fetched = sourceMapCache.find(target + frame.group(2));
    if (fetched == null) {
      return null;
    }
    SourceMap.OriginalPosition position =
        fetched.map().find(Integer.parseInt(frame.group(3)), Integer.parseInt(frame.group(4)));
    if (position == null) {
      return null;
    }
    String file = file(position.source(), fetched.base());
    boolean inside = !root.isEmpty() && file.startsWith(root);
    String told = inside ? file.substring(root.length()) : file;
    return told + ":" + position.line() + ":" + position.column();
  }

  /// The path of a source in its project, as far as its name lets one see.
  static String file(String source, URI base) {
    String path = source;
    if (!source.contains("://") && !source.startsWith("/")) {
      try {
        path = base.resolve(source).getPath();
      } catch (IllegalArgumentException odd) {
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
