package dev.brummer.app.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The commands in Markdown pages: those in blocks of the language `sh`, and code in a sentence
/// that begins with the name of a program.
public final class DocumentedCommands {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(?<code>.*?)^```$");
  private static final Pattern SPAN = Pattern.compile("`(?<code>[^`\n]+)`");

  /// A word in quotes or without, an operator, or a comment up to the end of the line.
  private static final Pattern WORD =
      Pattern.compile("#.*|&&|\\|\\||[|;()<>]|(?:'[^']*'|\"[^\"]*\"|[^\\s'\"|;()<>&#]|(?<=\\S)#)+");

  private DocumentedCommands() {}

  /// The commands of a program in blocks, with its name as the first word, in order.
  public static List<List<String>> inBlocks(String markdown, String program) {
    List<List<String>> commands = new ArrayList<>();
    Matcher block = BLOCK.matcher(markdown);
    while (block.find()) {
      block.group("code").lines().forEach(line -> addAll(commands, line, program));
    }
    return commands;
  }

  /// The commands in sentences, which may leave out operands.
  static List<List<String>> inSentences(String markdown, String program) {
    List<List<String>> commands = new ArrayList<>();
    Matcher span = SPAN.matcher(BLOCK.matcher(markdown).replaceAll(""));
    while (span.find()) {
      String code = span.group("code");
      if (code.startsWith(program + " ")) {
        addAll(commands, code.replaceAll("[\\[\\]…]", ""), program);
      }
    }
    return commands;
  }

  /// Code in sentences that is an option, such as `--theme dark`.
  static List<String> options(String markdown) {
    List<String> options = new ArrayList<>();
    Matcher span = SPAN.matcher(BLOCK.matcher(markdown).replaceAll(""));
    while (span.find()) {
      String code = span.group("code");
      if (code.matches("--?[a-z][a-z-]*( .*)?")) {
        options.add(code.replaceFirst(" .*", ""));
      }
    }
    return options;
  }

  private static void addAll(List<List<String>> commands, String line, String program) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      String it = word.group();
      if (it.startsWith("#")) {
        break;
      }
      if (it.matches("&&|\\|\\||[|;()<>]")) {
        add(commands, words, program);
        words.clear();
      } else {
        words.add(it.replaceAll("['\"]", ""));
      }
    }
    add(commands, words, program);
  }

  /// Adds the words without assignments before the program.
  private static void add(List<List<String>> commands, List<String> words, String program) {
    while (!words.isEmpty() && words.getFirst().matches("[A-Z_]+=.*")) {
      words.removeFirst();
    }
    if (!words.isEmpty() && words.getFirst().equals(program)) {
      commands.add(List.copyOf(words));
    }
  }
}
