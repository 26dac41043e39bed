package dev.brummer.engine.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.RequestDetail;
import dev.brummer.engine.event.RequestDetail.Body;
import dev.brummer.engine.event.RequestDetail.NameValue;
import dev.brummer.engine.secret.SecretValues;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No text of an event escapes the masker, whatever its kind.
class MaskedEventsTest {
  private static final String SECRET = "sk_live_51Habc";

  /// Components that hold names given by brummer or by the person, or protocol words.
  private static final List<String> NAMES =
      List.of(
          "name",
          "tool",
          "client",
          "version",
          "processes",
          "transport",
          "reason",
          "from",
          "to",
          "failure",
          "fingerprint",
          "method",
          "contentType",
          "session",
          "component");

  private final Masking masking = masking();

  static List<Class<?>> kinds() {
    return List.of(Event.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void textOfAnEvent_isMasked(Class<?> kind) throws ReflectiveOperationException {
    Event masked = masking.event(filled(kind));

    for (RecordComponent component : kind.getRecordComponents()) {
      Object value = component.getAccessor().invoke(masked);
      boolean name =
          NAMES.contains(component.getName())
              || (kind == Event.PageEvent.class && component.getName().equals("type"));
      if ((value instanceof String || value instanceof List<?>) && !name) {
        assertFalse(value.toString().contains(SECRET), kind + " " + component.getName());
      }
    }
  }

  @Test
  void detailOfARequest_isMasked() throws ReflectiveOperationException {
    RequestDetail detail =
        ((Event.RequestCompleted) masking.event(filled(Event.RequestCompleted.class))).detail();

    for (Method method : RequestDetail.class.getDeclaredMethods()) {
      if (method.getParameterCount() == 0 && !method.getName().equals("traceId")) {
        String text = String.valueOf(method.invoke(detail));
        boolean scheme = method.getName().equals("authentication");
        assertFalse(text.contains(SECRET) && !scheme, method.getName() + ": " + text);
      }
    }
    assertEquals(new Body("start ‹KEY›", true), detail.responseBody());
    assertEquals(List.of(new NameValue("X-Key", "‹KEY›")), detail.requestHeaders());
  }

  @Test
  void eventsWithoutSecrets_areNotCopiedWhileMaskingIsOff() {
    Event notice = new Event.Notice(SECRET, 1);

    assertSame(notice, new Masking().event(notice));
    assertEquals(new Event.Notice("‹KEY›", 1), masking.event(notice));
  }

  private static Masking masking() {
    SecretValues values = new SecretValues(value -> false);
    values.addFromFile("KEY", SECRET);
    Masking masking = new Masking();
    masking.learn(values);
    return masking;
  }

  private static Event filled(Class<?> kind)
      throws InstantiationException, IllegalAccessException, InvocationTargetException {
    RecordComponent[] components = kind.getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < values.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(types[i]);
    }
    try {
      Constructor<?> constructor = kind.getDeclaredConstructor(types);
      return (Event) constructor.newInstance(values);
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Object value(Class<?> type) {
    if (type == String.class) {
      return "text " + SECRET;
    }
    if (type == List.class) {
      return List.of("text " + SECRET);
    }
    if (type == int.class) {
      return 1;
    }
    if (type == long.class) {
      return 1L;
    }
    if (type == double.class) {
      return 1.0;
    }
    if (type == boolean.class) {
      return true;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type == Throwable.class) {
      return new IllegalStateException();
    }
    if (type == Event.PageErrorReport.class) {
      return new Event.PageErrorReport(SECRET, SECRET, SECRET, List.of(SECRET));
    }
    List<NameValue> values = List.of(new NameValue("X-Key", SECRET));
    return new RequestDetail.Values(
        SECRET,
        SECRET,
        0,
        0,
        0,
        values,
        values,
        new Body(SECRET, false),
        new Body("start sk_live_5", true),
        "Bearer",
        values,
        SECRET,
        SECRET);
  }
}
