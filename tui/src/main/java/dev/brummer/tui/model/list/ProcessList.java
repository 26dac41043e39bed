package dev.brummer.tui.model.list;

import dev.brummer.engine.process.ProcessInfo;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The processes, how they are listed, and which of them is selected.
///
/// Where they come from more than one place (a package, a Procfile …), each place has a heading,
/// under which its processes can be folded away. A typed text leaves those whose names have it.
public final class ProcessList implements Iterable<ProcessRow> {
  /// A row of the list.
  public sealed interface Item {
    /// One process.
    record Entry(ProcessRow process) implements Item {}

    /// Where the processes below it come from.
    ///
    /// @param alive how many of them may have a child
    record Heading(String group, boolean folded, int size, int alive) implements Item {}
  }

  private final List<ProcessRow> rows = new ArrayList<>();
  private final Map<Integer, ProcessRow> byId = new HashMap<>();
  private final Set<String> folded = new HashSet<>();
  private final ListCursor cursor = new ListCursor();
  private String filter = "";
  private List<Item> items = List.of();

  /// The selection is the person's, or made for him.
  private boolean selectionInitialized;

  /// Takes over the processes as they are now.
  public void update(List<ProcessInfo> snapshot) {
    for (ProcessInfo info : snapshot) {
      ProcessRow row = byId.get(info.id());
      if (row == null) {
        row = new ProcessRow(info);
        byId.put(info.id(), row);
        rows.add(row);
      }
      row.update(info);
    }
    rebuildItems();
    initializeSelection();
  }

  /// The first that is started is selected, unless the person has chosen another one before.
  private void initializeSelection() {
    if (selectionInitialized || items.isEmpty()) {
      return;
    }
    int untouched = items.getFirst() instanceof Item.Heading ? 1 : 0;
    selectionInitialized = cursor.selected() != untouched;
    for (int i = 0; i < items.size() && !selectionInitialized; i++) {
      if (items.get(i) instanceof Item.Entry(ProcessRow row) && row.state().alive()) {
        cursor.select(i);
        selectionInitialized = true;
      }
    }
  }

  /// Lists anew; what was selected stays so if it is still there.
  private void rebuildItems() {
    Item before = itemAt(cursor.selected());
    boolean first = items.isEmpty();
    items = buildItems();
    int now = before == null ? -1 : indexOf(before);
    if (now >= 0) {
      cursor.select(now);
    } else if (first && itemAt(0) instanceof Item.Heading(_, boolean closed, _, _) && !closed) {
      cursor.select(1);
    }
  }

  private List<Item> buildItems() {
    Map<String, List<ProcessRow>> groups = new LinkedHashMap<>();
    for (ProcessRow row : rows) {
      if (row.name().toLowerCase(Locale.ROOT).contains(filter.toLowerCase(Locale.ROOT))) {
        groups.computeIfAbsent(row.info().spec().group(), _ -> new ArrayList<>()).add(row);
      }
    }
    List<Item> made = new ArrayList<>();
    groups.forEach((group, members) -> {
      boolean closed = folded.contains(group) && filter.isEmpty();
      if (groups.size() > 1 && !group.isEmpty()) {
        int alive = (int) members.stream().filter(row -> row.state().alive()).count();
        made.add(new Item.Heading(group, closed, members.size(), alive));
      }
      if (!closed || groups.size() == 1) {
        members.forEach(row -> made.add(new Item.Entry(row)));
      }
    });
    return made;
  }

  private @Nullable Item itemAt(int index) {
    return index < items.size() ? items.get(index) : null;
  }

  private int indexOf(Item wanted) {
    for (int i = 0; i < items.size(); i++) {
      if (isSame(items.get(i), wanted)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isSame(Item one, Item other) {
    return switch (one) {
      case Item.Entry entry ->
          other instanceof Item.Entry(ProcessRow process) && process.id() == entry.process().id();
      case Item.Heading heading ->
          other instanceof Item.Heading it && it.group().equals(heading.group());
    };
  }

  /// What is listed, from top to bottom.
  public List<Item> items() {
    return items;
  }

  /// The heading under the cursor, null if there is none.
  public Item.@Nullable Heading heading() {
    return itemAt(cursor.selected(items.size())) instanceof Item.Heading heading ? heading : null;
  }

  /// The processes that a command means: the selected one, or all of the selected group.
  public List<ProcessRow> targets() {
    return switch (itemAt(cursor.selected(items.size()))) {
      case null -> List.of();
      case Item.Entry(ProcessRow row) -> List.of(row);
      case Item.Heading heading ->
          rows.stream().filter(row -> row.info().spec().group().equals(heading.group())).toList();
    };
  }

  /// Folds a group away, or shows its processes again.
  public void toggleFold(String group) {
    if (!folded.remove(group)) {
      folded.add(group);
    }
    rebuildItems();
  }

  /// The text that the listed names have; empty for all.
  public String filter() {
    return filter;
  }

  /// Lists only those whose names have the text, and selects one whose name begins with it.
  public void filter(String text) {
    filter = text;
    rebuildItems();
    cursor.select(cursor.selected(items.size()));
    if (!text.isEmpty()) {
      selectBestMatch(text);
    }
  }

  private void selectBestMatch(String text) {
    int first = -1;
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Item.Entry(ProcessRow row)) {
        first = first < 0 ? i : first;
        if (row.name().regionMatches(true, 0, text, 0, text.length())) {
          cursor.select(i);
          return;
        }
      }
    }
    cursor.select(Math.max(0, first));
  }

  /// All processes, listed or not.
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
  public @Nullable ProcessRow byName(String name) {
    for (ProcessRow row : rows) {
      if (row.name().equals(name)) {
        return row;
      }
    }
    return null;
  }

  /// The process of that name, else all whose names begin so.
  public BitSet ids(String name) {
    BitSet ids = new BitSet();
    ProcessRow exact = byName(name);
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

  /// Counts [#items].
  public ListCursor cursor() {
    return cursor;
  }

  /// The process under the cursor, null if there is none.
  public @Nullable ProcessRow selected() {
    return itemAt(cursor.selected(items.size())) instanceof Item.Entry(ProcessRow row) ? row : null;
  }

  /// Puts the cursor on a process, wherever it was hidden.
  public void select(ProcessRow row) {
    if (indexOf(new Item.Entry(row)) < 0) {
      filter = "";
      folded.remove(row.info().spec().group());
      rebuildItems();
    }
    cursor.select(Math.max(0, indexOf(new Item.Entry(row))));
  }

  /// The text up to what all names that begin with it have in common.
  public String complete(String text) {
    String common = null;
    for (ProcessRow row : rows) {
      String name = row.name();
      if (name.startsWith(text)) {
        common = common == null ? name : commonPrefix(common, name);
      }
    }
    return common == null ? text : common;
  }

  private static String commonPrefix(String one, String other) {
    int at = 0;
    while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return one.substring(0, at);
  }

  /// How many may have a child.
  public int aliveCount() {
    int count = 0;
    for (ProcessRow row : rows) {
      count += row.state().alive() ? 1 : 0;
    }
    return count;
  }

  /// Whether anything was ever started.
  public boolean hasStarted() {
    for (ProcessRow row : rows) {
      if (row.info().runNumber() > 0 || row.state().alive()) {
        return true;
      }
    }
    return false;
  }
}
