package dev.brummer.app.operation;

import dev.brummer.app.operation.result.OperationResult;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Passes every text of a result through one function. Any thread.
final class ResultRelease {
  private final UnaryOperator<String> text;

  /// @param text maps each text; [UnaryOperator#identity] leaves results as they are
  ResultRelease(UnaryOperator<String> text) {
    this.text = text;
  }

  /// The result with all its texts mapped.
  <T extends OperationResult> T release(T result) {
    return type(result, record((Record) result));
  }

  /// The items with all their texts mapped.
  <T extends Record> List<T> release(List<T> items) {
    List<T> released = new ArrayList<>(items.size());
    for (T item : items) {
      released.add(type(item, record(item)));
    }
    return released;
  }

  @SuppressWarnings("unchecked") // a mapped record has the class of the original
  private static <T> T type(T original, Record mapped) {
    return (T) original.getClass().cast(mapped);
  }

  private @Nullable Object mapped(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String it -> text.apply(it);
      case List<?> it -> list(it);
      case Record it -> record(it);
      default -> value;
    };
  }

  private List<?> list(List<?> values) {
    List<@Nullable Object> mapped = new ArrayList<>(values.size());
    for (Object value : values) {
      mapped.add(mapped(value));
    }
    return mapped;
  }

  private Record record(Record record) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    @Nullable Object[] values = new @Nullable Object[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        values[i] = mapped(components[i].getAccessor().invoke(record));
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<? extends Record> constructor = record.getClass().getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (NoSuchMethodException
        | IllegalAccessException
        | InstantiationException
        | InvocationTargetException impossible) {
      throw new IllegalStateException(record.getClass().getName(), impossible);
    }
  }
}
