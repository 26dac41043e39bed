package dev.brummer.tui.model;

import dev.brummer.engine.process.ProcessInfo;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The processes and which of them is selected.
public final class ProcessList implements Iterable<ProcessRow> {
  private final List<ProcessRow> rows = new ArrayList<>();
  private final Map<Integer, ProcessRow> byId = new HashMap<>();
  private final ListCursor cursor = new ListCursor();

  /// Takes over the processes as they are now.
  void update(List<ProcessInfo> snapshot) {
    for (ProcessInfo info : snapshot) {
      ProcessRow row = byId.get(info.id());
      if (row == null) {
        row = new ProcessRow(info);
        byId.put(info.id(), row);
        rows.add(row);
      }
      boolean again = info.epoch() > row.info.epoch();
      row.info = info;
      if (again) {
        row.passed = 0;
        row.failed = 0;
        row.build = null;
      }
    }
  }

  public List<ProcessRow> rows() {
    return rows;
  }

  @Override
  public Iterator<ProcessRow> iterator() {
    return rows.iterator();
  }

  public int size() {
    return rows.size();
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  public @Nullable ProcessRow row(int id) {
    return byId.get(id);
  }

  /// The process of exactly that name.
  public @Nullable ProcessRow named(String name) {
    for (ProcessRow row : rows) {
      if (row.name().equals(name)) {
        return row;
      }
    }
    return null;
  }

  /// The process of that name, else all whose names begin so.
  BitSet ids(String name) {
    BitSet ids = new BitSet();
    ProcessRow exact = named(name);
    if (exact != null) {
      ids.set(exact.id());
      return ids;
    }
    for (ProcessRow row : rows) {
      if (row.name().startsWith(name)) {
        ids.set(row.id());
      }
    }
    return ids;
  }

  public ListCursor cursor() {
    return cursor;
  }

  /// The process under the cursor, null if there is none at all.
  public @Nullable ProcessRow selected() {
    return rows.isEmpty() ? null : rows.get(cursor.selected(rows.size()));
  }

  /// Selects the first process whose name begins with the text, else the first that has it.
  public void select(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    int has = -1;
    for (int i = 0; i < rows.size(); i++) {
      String name = rows.get(i).name().toLowerCase(Locale.ROOT);
      if (name.startsWith(wanted)) {
        cursor.select(i);
        return;
      }
      has = has < 0 && name.contains(wanted) ? i : has;
    }
    if (has >= 0) {
      cursor.select(has);
    }
  }

  /// The text up to what all names that begin with it have in common.
  public String completed(String text) {
    String common = null;
    for (ProcessRow row : rows) {
      String name = row.name();
      if (name.startsWith(text)) {
        common = common == null ? name : common(common, name);
      }
    }
    return common == null ? text : common;
  }

  private static String common(String one, String other) {
    int at = 0;
    while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return one.substring(0, at);
  }

  /// How many may have a child.
  public int alive() {
    int count = 0;
    for (ProcessRow row : rows) {
      count += row.state().alive() ? 1 : 0;
    }
    return count;
  }

  /// Whether anything was ever started.
  public boolean anyStarted() {
    for (ProcessRow row : rows) {
      if (row.info().epoch() > 0 || row.state().alive()) {
        return true;
      }
    }
    return false;
  }
}
