package dev.brummer.tui.model.list;

import dev.brummer.engine.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/// What a person has typed to narrow the requests; every word has to hold:
///
///     /api               the text is in the method, the URL, the type or the error
///     !text              it is not
///     404 5xx >=400      the status
///     >200ms >1s         they took longer
///     >10k >1m           their answer is larger, in bytes
///     @api               they went to that process
public final class RequestFilter {
  private static final RequestFilter ALL = new RequestFilter(List.of());

  private final List<Predicate<Event.RequestCompleted>> predicates;

  private RequestFilter(List<Predicate<Event.RequestCompleted>> words) {
    this.predicates = words;
  }

  /// @param name gives the name of a process
  public static RequestFilter of(String typed, IntFunction<String> name) {
    if (typed.isBlank()) {
      return ALL;
    }
    List<Predicate<Event.RequestCompleted>> words = new ArrayList<>();
    for (String word : typed.strip().toLowerCase(Locale.ROOT).split("\\s+")) {
      boolean not = word.length() > 1 && word.startsWith("!");
      Predicate<Event.RequestCompleted> holds = predicate(not ? word.substring(1) : word, name);
      words.add(not ? holds.negate() : holds);
    }
    return new RequestFilter(words);
  }

  private static Predicate<Event.RequestCompleted> predicate(
      String word, IntFunction<String> name) {
    if (word.matches("[1-5]xx")) {
      int hundreds = word.charAt(0) - '0';
      return request -> request.status() / 100 == hundreds;
    }
    if (word.matches("[1-5]\\d\\d")) {
      int status = Integer.parseInt(word);
      return request -> request.status() == status;
    }
    if (word.matches(">=?[1-5]\\d\\d")) {
      boolean equal = word.charAt(1) == '=';
      int status = Integer.parseInt(word.substring(equal ? 2 : 1));
      return request -> request.status() > status || (equal && request.status() == status);
    }
    if (word.matches(">\\d{1,6}(ms|s)")) {
      boolean millis = word.endsWith("ms");
      long number = Long.parseLong(word.substring(1, word.length() - (millis ? 2 : 1)));
      long nanos = number * (millis ? 1_000_000 : 1_000_000_000);
      return request -> request.totalNanos() > nanos;
    }
    if (word.matches(">\\d{1,6}[km]")) {
      long number = Long.parseLong(word.substring(1, word.length() - 1));
      long bytes = number * (word.endsWith("k") ? 1024 : 1024 * 1024);
      return request -> request.responseBytes() > bytes;
    }
    if (word.length() > 1 && word.startsWith("@")) {
      String wanted = word.substring(1);
      return request -> name.apply(request.process()).toLowerCase(Locale.ROOT).startsWith(wanted);
    }
    return request -> containsText(request, word);
  }

  private static boolean containsText(Event.RequestCompleted request, String word) {
    return (request.method()
            + " "
            + request.url()
            + " "
            + request.contentType()
            + " "
            + request.error())
        .toLowerCase(Locale.ROOT)
        .contains(word);
  }

  boolean matchesAll() {
    return predicates.isEmpty();
  }

  boolean matches(Event.RequestCompleted request) {
    for (Predicate<Event.RequestCompleted> word : predicates) {
      if (!word.test(request)) {
        return false;
      }
    }
    return true;
  }
}
