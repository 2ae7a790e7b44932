package io.niteru.app.node;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C: the first ends this process in good order, the second at once. By itself the JVM does not
 * hear of a second one while it waits for what the first has begun.
 */
final class CtrlC {
  /** What shells take for a process that SIGINT has ended. */
  private static final int INTERRUPTED = 130;

  private final AtomicBoolean before = new AtomicBoolean();

  private CtrlC() {}

  /** Listens from now on; on a JVM that has no signals, or keeps them (-Xrs), nothing changes. */
  static void listen() {
    var ctrlC = new CtrlC();
    // By reflection: the compiler warns of this class, and no annotation quietens it.
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler handled =
          (proxy, method, arguments) ->
              switch (method.getName()) {
                case "handle" -> {
                  ctrlC.pressed();
                  yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "Ctrl-C";
              };
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance("INT"),
              Proxy.newProxyInstance(
                  CtrlC.class.getClassLoader(), new Class<?>[] {handler}, handled));
    } catch (ReflectiveOperationException e) {
      // Then Ctrl-C does what it does to any JVM.
    }
  }

  private void pressed() {
    if (before.getAndSet(true)) {
      Runtime.getRuntime().halt(INTERRUPTED);
    }
    // Not on the thread that has to hear the next one.
    new Thread(() -> System.exit(INTERRUPTED), "ctrl-c").start();
  }
}
