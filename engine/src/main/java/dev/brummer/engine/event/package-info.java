/// The sealed vocabulary of facts and the bus that carries them. A leaf: depends on nothing of
/// ours.
package dev.brummer.engine.event;
