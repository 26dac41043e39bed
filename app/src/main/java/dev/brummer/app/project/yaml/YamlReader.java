package dev.brummer.app.project.yaml;

import dev.brummer.engine.text.VisibleText;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Builds the tree of a YAML text. Confined to one thread.
///
/// Bounded: at most [#MAX_DEPTH] levels, and at most [#MAX_VALUES] values once all aliases are
/// expanded. Aliases share their value, so the bound needs no memory. An anchor that contains an
/// alias to itself is refused.
public final class YamlReader {
  static final int MAX_DEPTH = 60;
  static final int MAX_VALUES = 500_000;
  private static final int MAX_BYTES = 16 << 20;
  private static final String STANDARD_TAG = "tag:yaml.org,2002:";

  private final Path file;
  private final ProblemLog problems;
  private final Deque<YamlBuilder> open = new ArrayDeque<>();
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private @Nullable YamlNode root;
  private int documents;

  private YamlReader(Path file, ProblemLog problems) {
    this.file = file;
    this.problems = problems;
  }

  /// A value with an anchor; null while the value is incomplete.
  private record Anchored(@Nullable YamlNode node, long size) {}

  /// A text that cannot be used at all.
  private static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient YamlPosition at;

    RefusedException(YamlPosition at, String problem) {
      super(problem, null, false, false);
      this.at = at;
    }
  }

  /// The first document of a text; null if it is empty, and null with a problem if it is no YAML.
  public static @Nullable YamlNode read(Path file, String text, ProblemLog problems) {
    YamlReader reader = new YamlReader(file, problems);
    try {
      reader.parse(text);
      return reader.root;
    } catch (RefusedException refused) {
      problems.add(refused.at, String.valueOf(refused.getMessage()));
    } catch (MarkedYamlEngineException invalid) {
      problems.add(
          reader.at(invalid.getProblemMark()), "invalid YAML: " + sentence(invalid.getProblem()));
    } catch (ReaderException invalid) {
      problems.add(
          ProjectText.positionOf(file, text, Math.min(invalid.getPosition(), text.length())),
          "invalid YAML: a control character must be written as an escape sequence");
    } catch (RuntimeException invalid) { // the parser of the library reports some texts this way
      problems.add(YamlPosition.of(file), "invalid YAML");
    }
    return null;
  }

  private static String sentence(@Nullable String problem) {
    String text = String.valueOf(problem).replaceAll("\\s+", " ").strip();
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private void parse(String text) {
    LoadSettings settings =
        LoadSettings.builder().setLabel("").setCodePointLimit(MAX_BYTES).build();
    Iterator<Event> events = new ParserImpl(settings, new StreamReader(settings, text));
    while (events.hasNext()) {
      Event event = events.next();
      switch (event.getEventId()) {
        case DocumentStart -> {
          if (++documents == 2) {
            problems.add(at(event.getStartMark()), "only the first YAML document is read");
          }
        }
        case Scalar -> scalar((ScalarEvent) event);
        case Alias -> alias((AliasEvent) event);
        case SequenceStart, MappingStart -> start((CollectionStartEvent) event);
        case SequenceEnd, MappingEnd -> end();
        case DocumentEnd -> anchors.clear();
        case StreamStart, StreamEnd, Comment -> {}
      }
      if (documents > 1) {
        return;
      }
    }
  }

  private void scalar(ScalarEvent event) {
    YamlPosition at = at(event.getStartMark());
    boolean text = checkTag(at, event.getTag());
    YamlNode node = new YamlNode.Scalar(at, event.getValue(), event.isPlain() && !text);
    event.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(node, 1)));
    add(node, 1);
  }

  private void alias(AliasEvent event) {
    YamlPosition at = at(event.getStartMark());
    Anchored anchored = anchors.get(event.getAlias());
    String name = VisibleText.quoted(event.getAlias().getValue());
    if (anchored == null) {
      throw new RefusedException(at, "there is no anchor " + name);
    }
    if (anchored.node == null) {
      throw new RefusedException(at, "the anchor " + name + " contains itself");
    }
    add(anchored.node, anchored.size);
  }

  private void start(CollectionStartEvent event) {
    YamlPosition at = at(event.getStartMark());
    checkTag(at, event.getTag());
    if (open.size() == MAX_DEPTH) {
      throw new RefusedException(at, "more than " + MAX_DEPTH + " levels");
    }
    event.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(null, 0)));
    boolean mapping = event.getEventId() == Event.ID.MappingStart;
    open.push(new YamlBuilder(at, mapping, event.getAnchor().orElse(null), problems));
  }

  private void end() {
    YamlBuilder finished = open.pop();
    YamlNode node = finished.build();
    if (finished.anchor() != null) {
      anchors.put(finished.anchor(), new Anchored(node, finished.size()));
    }
    add(node, finished.size());
  }

  private void add(YamlNode node, long size) {
    if (open.isEmpty()) {
      root = node;
      return;
    }
    YamlBuilder parent = open.element();
    if (parent.size() + size > MAX_VALUES) {
      throw new RefusedException(node.at(), "more than " + MAX_VALUES + " values with all aliases");
    }
    parent.add(node, size);
  }

  /// Reports a tag without meaning.
  ///
  /// @return whether the tag makes the value text
  private boolean checkTag(YamlPosition at, Optional<String> tag) {
    if (tag.isEmpty() || tag.get().equals("!")) {
      return tag.isPresent();
    }
    if (!tag.get().startsWith(STANDARD_TAG)) {
      problems.add(at, "the tag " + VisibleText.quoted(tag.get()) + " is not supported");
    }
    return tag.get().equals(STANDARD_TAG + "str");
  }

  private YamlPosition at(Optional<Mark> mark) {
    return mark.map(it -> new YamlPosition(file, it.getLine() + 1, it.getColumn() + 1))
        .orElse(YamlPosition.of(file));
  }
}
