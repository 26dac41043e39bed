package dev.brummer.engine.fact;

import dev.brummer.engine.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/// A filter expression for requests; all words must match:
///
///     /api               text in the method, URL, content type or error
///     !text              negation
///     404 5xx >=400      status
///     >200ms >1s         total time
///     >10k >1m           response size in bytes
///     @api               process name prefix
public final class RequestFilter {
  private static final RequestFilter ALL = new RequestFilter(List.of());

  private final List<Predicate<Event.RequestCompleted>> predicates;

  private RequestFilter(List<Predicate<Event.RequestCompleted>> conditions) {
    this.predicates = conditions;
  }

  /// @param name maps a process id to its name
  public static RequestFilter of(String expression, IntFunction<String> name) {
    if (expression.isBlank()) {
      return ALL;
    }
    List<Predicate<Event.RequestCompleted>> conditions = new ArrayList<>();
    for (String term : expression.strip().toLowerCase(Locale.ROOT).split("\\s+")) {
      boolean not = term.length() > 1 && term.startsWith("!");
      Predicate<Event.RequestCompleted> condition = predicate(not ? term.substring(1) : term, name);
      conditions.add(not ? condition.negate() : condition);
    }
    return new RequestFilter(conditions);
  }

  private static Predicate<Event.RequestCompleted> predicate(
      String term, IntFunction<String> name) {
    if (term.matches("[1-5]xx")) {
      int hundreds = term.charAt(0) - '0';
      return request -> request.status() / 100 == hundreds;
    }
    if (term.matches("[1-5]\\d\\d")) {
      int status = Integer.parseInt(term);
      return request -> request.status() == status;
    }
    if (term.matches(">=?[1-5]\\d\\d")) {
      boolean equal = term.charAt(1) == '=';
      int status = Integer.parseInt(term.substring(equal ? 2 : 1));
      return request -> request.status() > status || (equal && request.status() == status);
    }
    if (term.matches(">\\d{1,6}(ms|s)")) {
      boolean millis = term.endsWith("ms");
      long number = Long.parseLong(term.substring(1, term.length() - (millis ? 2 : 1)));
      long nanos = number * (millis ? 1_000_000 : 1_000_000_000);
      return request -> request.totalNanos() > nanos;
    }
    if (term.matches(">\\d{1,6}[km]")) {
      long number = Long.parseLong(term.substring(1, term.length() - 1));
      long bytes = number * (term.endsWith("k") ? 1024 : 1024 * 1024);
      return request -> request.responseBytes() > bytes;
    }
    if (term.length() > 1 && term.startsWith("@")) {
      String prefix = term.substring(1);
      return request -> name.apply(request.process()).toLowerCase(Locale.ROOT).startsWith(prefix);
    }
    return request -> containsText(request, term);
  }

  private static boolean containsText(Event.RequestCompleted request, String term) {
    return (request.method()
            + " "
            + request.url()
            + " "
            + request.contentType()
            + " "
            + request.error())
        .toLowerCase(Locale.ROOT)
        .contains(term);
  }

  public boolean matchesAll() {
    return predicates.isEmpty();
  }

  public boolean matches(Event.RequestCompleted request) {
    for (Predicate<Event.RequestCompleted> term : predicates) {
      if (!term.test(request)) {
        return false;
      }
    }
    return true;
  }
}
