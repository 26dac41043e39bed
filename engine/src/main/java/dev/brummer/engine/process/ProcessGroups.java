package dev.brummer.engine.process;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// Lookup of groups of processes by their names. Pure.
public final class ProcessGroups {
  /// Precedes the name of a group where a process has the same name.
  private static final String MARK = "@";

  private ProcessGroups() {}

  /// The members of the group that a name means, in their order: the group of that name, such as
  /// `@acme/lib`, or else that of the name after `@`. Empty if there is none; processes without a
  /// group are never meant.
  ///
  /// @param groupOf the group of an element, may be empty
  public static <T> List<T> members(
      Collection<T> all, Function<? super T, String> groupOf, String name) {
    List<T> members =
        name.isEmpty()
            ? List.of()
            : all.stream().filter(it -> groupOf.apply(it).equals(name)).toList();
    return members.isEmpty() && name.startsWith(MARK)
        ? members(all, groupOf, name.substring(MARK.length()))
        : members;
  }
}
