package dev.brummer.engine.file;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Words for the cause of a failed operation, without names of Java classes: "permission denied".
public final class IoErrorMessage {
  /// What the C library says, in lower case, and what a user can do with.
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("no space left on device", "the disk is full"),
          Map.entry("disk quota exceeded", "the disk quota is used up"),
          Map.entry("read-only file system", "the file system is read-only"),
          Map.entry("input/output error", "the disk reports an input/output error"),
          Map.entry("file too large", "the file size limit is reached (ulimit -f)"),
          Map.entry("too many open files", "too many open files (ulimit -n)"),
          Map.entry("too many open files in system", "too many open files in the whole system"),
          Map.entry("cannot allocate memory", "out of memory"),
          Map.entry("map failed", "out of memory"),
          Map.entry("stale file handle", "the network file system no longer knows the file"),
          Map.entry("too many levels of symbolic links", "the symbolic links form a loop"),
          Map.entry(
              "too many levels of symbolic links or unable to access attributes of symbolic link",
              "the symbolic links form a loop"),
          Map.entry("broken pipe", "the reader of the output has ended"),
          Map.entry("resource temporarily unavailable", "a system limit is reached"));

  private static final Pattern JAVA_NAME =
      Pattern.compile(
          "\\b(?:java|javax|jdk|sun|com\\.sun|dev\\.brummer|io\\.netty|com\\.fasterxml|org\\.tomlj)"
              + "\\.[\\w.$]*[A-Z]|\\b(?:[a-z][a-z0-9_]*\\.)*[A-Z][\\w$]*Exception\\b"
              + "|^(?:[a-z][a-z0-9_]*\\.)+[A-Z][\\w$]*Error\\b");

  private IoErrorMessage() {}

  /// The cause, without a final full stop; never empty.
  public static String of(Throwable failure) {
    return switch (failure) {
      case UncheckedIOException wrapper when wrapper.getCause() != null -> of(wrapper.getCause());
      case DirectoryIteratorException wrapper when wrapper.getCause() != null ->
          of(wrapper.getCause());
      case CompletionException wrapper when wrapper.getCause() != null -> of(wrapper.getCause());
      case NoSuchFileException _ -> "no such file or directory";
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _ -> "the file exists already";
      case NotDirectoryException _ -> "not a directory";
      case DirectoryNotEmptyException _ -> "the directory is not empty";
      case FileSystemLoopException _ -> "the symbolic links form a loop";
      case FileSystemException other -> reason(other.getReason(), other);
      case FileNotFoundException other -> ofParenthesis(other);
      case CharacterCodingException _ -> "the text is not UTF-8";
      case UnknownHostException other -> "unknown host " + other.getMessage();
      case OutOfMemoryError _ -> "out of memory";
      case StackOverflowError _ -> "nested too deeply";
      case NullPointerException _, ClassCastException _, LinkageError _ -> words(failure);
      default -> reason(failure.getMessage(), failure);
    };
  }

  /// The reason in `/a/b (Permission denied)`, which the old file API writes.
  private static String ofParenthesis(FileNotFoundException failure) {
    String text = String.valueOf(failure.getMessage());
    int open = text.lastIndexOf('(');
    boolean found = open >= 0 && text.endsWith(")");
    return reason(found ? text.substring(open + 1, text.length() - 1) : text, failure);
  }

  private static String reason(@Nullable String text, Throwable failure) {
    if (text == null || text.isBlank()) {
      return words(failure);
    }
    String lower = text.strip().toLowerCase(Locale.ROOT);
    String known = REASONS.get(lower);
    if (known != null) {
      return known;
    }
    if (containsJavaName(text)) {
      Throwable cause = failure.getCause();
      return cause == null ? words(failure) : of(cause);
    }
    boolean sentence = text.length() > 1 && Character.isLowerCase(text.charAt(1));
    String plain = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return sentence ? Character.toLowerCase(plain.charAt(0)) + plain.substring(1) : plain;
  }

  /// Whether the text contains the name of an exception or of a class of the program, such as
  /// `java.io.IOException: …`. Texts of a user's programs may contain other class names.
  private static boolean containsJavaName(String text) {
    return JAVA_NAME.matcher(text).find();
  }

  /// The words in the name of the exception: `ClosedChannelException` is "closed channel".
  private static String words(Throwable failure) {
    String name = failure.getClass().getSimpleName().replaceFirst("(?:Exception|Error)$", "");
    String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return words.isBlank() || words.equals("io") ? "unknown cause" : words;
  }
}
