package dev.brummer.app.operation;

import dev.brummer.app.operation.result.SettledItem;
import dev.brummer.app.operation.vite.RequestedModules;
import dev.brummer.engine.fact.FactLedger;
import dev.brummer.engine.fact.Reaction;
import dev.brummer.engine.process.ProcessInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Waits until processes have reacted to an edit and settled. Confined to the calling thread.
///
/// The edit is the newest change of a source file after the cursor. A reaction that began after the
/// edit answers it: the wait ends as soon as all processes have settled. Without a reaction, the
/// wait ends when the grace period after the edit is over; without a known edit, when the grace
/// period after the call is over.
final class SettleWait {
  /// Clocks of file systems tick in steps.
  private static final long CLOCK_TOLERANCE_MILLIS = 20;

  /// Minimum wait for a tool that is slow to notice an edit.
  private static final long MIN_GRACE_MILLIS = 200;

  private final OperationContext context;
  private final Items items;
  private final Path project;
  private final RequestedModules requested;

  SettleWait(OperationContext context, Items items, Path project, RequestedModules requested) {
    this.requested = requested;
    this.context = context;
    this.items = items;
    this.project = project;
  }

  /// How the wait ended.
  ///
  /// @param rebuilt whether a process has reacted since the cursor
  /// @param waitingFor the processes that have not settled, with what they do; empty if all have
  record Settled(boolean rebuilt, boolean edited, List<SettledItem> reactions, String waitingFor) {}

  Settled await(
      List<ProcessInfo> targets, OperationCursor since, long graceMillis, long timeoutMillis)
      throws InterruptedException, OperationException {
    long called = context.now();
    long deadline = called + timeoutMillis;
    EditScan.Edits edits = EditScan.after(project, since.millis() - CLOCK_TOLERANCE_MILLIS);
    long edit = edits.newestMillis();
    long noticed =
        edit < 0
            ? called + graceMillis
            : Math.max(context.now() + Math.min(graceMillis, MIN_GRACE_MILLIS), edit + graceMillis);
    long reactedSince = edit < 0 ? called : edit - CLOCK_TOLERANCE_MILLIS;
    ModuleRequests modules = new ModuleRequests(context, items, requested, edits, noticed);
    while (true) {
      long known = context.facts().changes();
      long now = context.now();
      boolean reacted = false;
      boolean settled = true;
      for (ProcessInfo info : targets) {
        Reaction reaction = context.facts().reaction(info.id(), since.millis(), now);
        reacted |= reaction.reacted() && reaction.startedMillis() >= reactedSince;
        settled &= reaction.settled();
        settled &= modules.update(info, reaction);
      }
      settled &= !requested.isHeld(context.now());
      boolean over = now >= noticed || reacted;
      if ((settled && over) || now >= deadline) {
        return result(targets, since, edit >= 0, settled, modules);
      }
      context.awaitChange(known);
    }
  }

  private Settled result(
      List<ProcessInfo> targets,
      OperationCursor since,
      boolean edited,
      boolean settled,
      ModuleRequests modules) {
    FactLedger facts = context.facts();
    List<SettledItem> reactions = new ArrayList<>();
    List<String> waiting = new ArrayList<>();
    long now = context.now();
    for (ProcessInfo info : targets) {
      Reaction reaction = facts.reaction(info.id(), since.millis(), now);
      if (reaction.reacted()) {
        long millis =
            reaction.endedMillis() < 0 ? -1 : reaction.endedMillis() - reaction.startedMillis();
        reactions.add(
            new SettledItem(info.name(), reaction.settled(), reaction.activity(), millis));
      }
      String served = modules.compiled(info.id());
      if (!served.isEmpty() && !reaction.reacted()) {
        reactions.add(new SettledItem(info.name(), true, "compiles " + served, -1));
      }
      if (!settled && !reaction.settled()) {
        String what = reaction.activity().isEmpty() ? "still prints" : reaction.activity();
        waiting.add(info.name() + " (" + what + ")");
      }
    }
    return new Settled(!reactions.isEmpty(), edited, reactions, String.join(", ", waiting));
  }
}
