package dev.brummer.engine.process.os;

import java.lang.invoke.MethodHandle;
import java.util.function.BiFunction;

/// Every C function on its way from the linker to [Libc]. A test replaces functions here by some
/// that fail, before [Libc] is loaded; the program links what the linker returns.
final class LinkedFunctions {
  private static volatile BiFunction<String, MethodHandle, MethodHandle> replacement =
      (_, function) -> function;

  private LinkedFunctions() {}

  static void replaceBy(BiFunction<String, MethodHandle, MethodHandle> next) {
    replacement = next;
  }

  static MethodHandle of(String name, MethodHandle function) {
    return replacement.apply(name, function);
  }
}
