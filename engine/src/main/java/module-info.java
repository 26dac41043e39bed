import org.jspecify.annotations.NullMarked;

/// What can be run, what runs, what it prints and what that means. Knows no other module.
@NullMarked
module dev.brummer.engine {
  requires static org.jspecify;
  requires org.jctools.core;
  requires com.fasterxml.jackson.databind;
  requires org.tomlj;
  requires jdk.jfr;

  exports dev.brummer.engine;
  exports dev.brummer.engine.event;
  exports dev.brummer.engine.fact;
  exports dev.brummer.engine.file;
  exports dev.brummer.engine.filter;
  exports dev.brummer.engine.journal;
  exports dev.brummer.engine.json;
  exports dev.brummer.engine.log;
  exports dev.brummer.engine.log.assemble;
  exports dev.brummer.engine.mask;
  exports dev.brummer.engine.script;
  exports dev.brummer.engine.script.direct;
  exports dev.brummer.engine.script.node;
  exports dev.brummer.engine.secret;
  exports dev.brummer.engine.process;
  exports dev.brummer.engine.process.supervisor;
  exports dev.brummer.engine.detect;
  exports dev.brummer.engine.socket;
  exports dev.brummer.engine.text;
  exports dev.brummer.engine.timer;
  exports dev.brummer.engine.tls;
  exports dev.brummer.engine.watch;
}
