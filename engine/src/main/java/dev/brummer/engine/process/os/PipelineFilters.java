package dev.brummer.engine.process.os;

import dev.brummer.engine.process.os.ProcFs.Proc;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds the filters of a process tree, such as `cat` in `server | cat`: processes without children
/// whose standard input is a pipe that another member writes to, and that a signal would end at
/// once. A stop spares them while others live: they print the last lines of the writer, which would
/// get SIGPIPE without them, and end at the end of their input. Confined to one thread.
public final class PipelineFilters {
  private static final String PIPE = "pipe:";

  private final ProcFs procFs;

  public PipelineFilters(ProcFs procFs) {
    this.procFs = procFs;
  }

  /// The filters among the members of a tree; none if there is no other member.
  public Set<Proc.Key> find(List<Proc> tree, int signal) {
    Set<Proc.Key> filters = new HashSet<>();
    for (Proc proc : tree) {
      if (tree.size() > 1 && isFilter(proc, tree) && procFs.endsBy(proc.pid(), signal)) {
        filters.add(proc.key());
      }
    }
    return filters.size() < tree.size() ? filters : Set.of();
  }

  private boolean isFilter(Proc proc, List<Proc> tree) {
    String input = procFs.descriptor(proc.pid(), 0);
    return input.startsWith(PIPE)
        && tree.stream().noneMatch(other -> other.parent() == proc.pid())
        && tree.stream().anyMatch(other -> other.pid() != proc.pid() && writesTo(other, input));
  }

  private boolean writesTo(Proc other, String pipe) {
    return procFs.descriptor(other.pid(), 1).equals(pipe)
        || procFs.descriptor(other.pid(), 2).equals(pipe);
  }
}
