package dev.brummer.tui.model.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.tui.model.list.ProcessList.Item;
import dev.brummer.tui.view.ShopFixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProcessListTest {
  private final ProcessList list = ShopFixture.workspace().processes();

  private List<String> listed() {
    return list.items().stream()
        .map(item ->
            switch (item) {
              case Item.Entry(ProcessRow row) -> row.name();
              case Item.Heading heading -> "[" + heading.group() + "]";
            })
        .toList();
  }

  @Test
  void items_ofSeveralGroups_standUnderHeadings() {
    assertEquals(
        List.of("[Procfile]", "db", "mail", "[@acme/shop]", "shop:dev", "shop:build", "[@acme/ui]"),
        listed());
  }

  @Test
  void atFirst_aProcessIsSelected_notItsHeading() {
    ProcessRow selected = ShopFixture.workspace(false).processes().selected();
    assertNotNull(selected);
    assertEquals("db", selected.name());
  }

  @Test
  void atFirst_theFirstThatRunsIsSelected_onlyOnce() {
    ProcessList idle = ShopFixture.idle().processes();
    List<ProcessInfo> running =
        new ArrayList<>(idle.rows().stream().map(ProcessRow::info).toList());
    running.set(2, started(running.get(2)));
    idle.update(running);
    assertEquals(2, idle.cursor().selected());
    idle.cursor().select(4);
    running.set(1, started(running.get(1)));
    idle.update(running);
    assertEquals(4, idle.cursor().selected());
  }

  private static ProcessInfo started(ProcessInfo info) {
    return new ProcessInfo(
        info.id(),
        info.spec(),
        new ProcessState.Running(),
        1,
        77,
        info.sinceMillis(),
        1,
        ProcessInfo.Resources.NONE);
  }

  @Test
  void items_ofOneGroup_haveNoHeading() {
    assertEquals(
        "web", ((Item.Entry) ShopFixture.idle().processes().items().getFirst()).process().name());
  }

  @Test
  void fold_keepsTheSelection() {
    assertEquals("mail", selected());
    list.toggleFold("@acme/ui");
    assertEquals("mail", selected());
    list.toggleFold("@acme/shop");
    assertEquals("mail", selected());
  }

  @Test
  void fold_ofTheGroupOfTheSelected_showsItAgain() {
    list.toggleFold("Procfile");
    assertEquals("[Procfile]", listed().getFirst());
    assertEquals("[@acme/shop]", listed().get(1));
    list.toggleFold("Procfile");
    assertEquals("db", listed().get(1));
  }

  @Test
  void heading_countsThoseThatLive() {
    list.cursor().select(0);
    assertNull(list.selected());
    Item.Heading heading = list.heading();
    assertNotNull(heading);
    assertEquals(2, heading.size());
    assertEquals(1, heading.alive());
  }

  @Test
  void filter_looksIntoFoldedGroups() {
    list.filter("UI:");
    assertEquals(List.of("ui:dev", "ui:test"), listed());
    list.filter("");
    assertEquals(7, listed().size());
  }

  @Test
  void filter_selectsTheBestName() {
    list.filter("dev");
    assertEquals("shop:dev", selected());
  }

  @Test
  void select_ofAFoldedProcess_unfoldsIt() {
    ProcessRow hidden = list.byName("ui:test");
    assertNotNull(hidden);
    list.select(hidden);
    assertEquals("ui:test", selected());
    assertTrue(listed().contains("ui:dev"));
  }

  private static ProcessInfo foldable(ProcessInfo info, boolean fold) {
    return new ProcessInfo(
        info.id(),
        info.spec().toBuilder().folded(fold).build(),
        info.state(),
        info.runNumber(),
        info.pid(),
        info.sinceMillis(),
        info.startedMillis(),
        info.resources());
  }

  /// The processes of the shop, those with these names folded.
  private void fold(String... names) {
    list.update(
        list.rows().stream()
            .map(row -> foldable(row.info(), List.of(names).contains(row.name())))
            .toList());
  }

  @Test
  void hooksAndChecks_areListedOnRequest_orBySearching_orOnceTheyRun() {
    fold("shop:build", "ui:test", "mail");
    assertEquals(
        List.of("[Procfile]", "db", "mail", "[@acme/shop]", "shop:dev", "[@acme/ui]"), listed());
    assertEquals(2, list.hidden());
    list.filter("build");
    assertEquals(List.of("shop:build"), listed());
    list.filter("");
    list.toggleShowAll();
    assertTrue(listed().contains("shop:build"));
    assertTrue(list.showsAll());
    list.toggleShowAll();
    assertFalse(listed().contains("shop:build"));
    ProcessRow build = list.byName("shop:build");
    assertNotNull(build);
    list.update(
        list.rows().stream().map(row -> row == build ? started(row.info()) : row.info()).toList());
    assertTrue(listed().contains("shop:build"));
    assertEquals(1, list.hidden());
  }

  @Test
  void select_ofAHiddenProcess_showsIt() {
    fold("shop:build");
    ProcessRow build = list.byName("shop:build");
    assertNotNull(build);
    list.select(build);
    assertEquals("shop:build", selected());
  }

  @Test
  void targets_ofAHeading_areThoseListed() {
    fold("shop:build");
    list.cursor().select(listed().indexOf("[@acme/shop]"));
    assertEquals(List.of("shop:dev"), list.targets().stream().map(ProcessRow::name).toList());
  }

  private String selected() {
    ProcessRow row = list.selected();
    assertNotNull(row);
    return row.name();
  }

  @Test
  void filter_afterAt_showsGroups() {
    list.filter("@proc");
    assertEquals(List.of("db", "mail"), listed());
    list.filter("@acme/shop");
    assertEquals(List.of("shop:dev", "shop:build"), listed());
    list.filter("@nothing");
    assertEquals(List.of(), listed());
  }

  @Test
  void ids_ofAGroup_areThoseOfItsProcesses() {
    assertEquals(2, list.ids("Procfile").cardinality());
    assertEquals(1, list.ids("db").cardinality());
    assertEquals(2, list.ids("shop:").cardinality());
  }
}
