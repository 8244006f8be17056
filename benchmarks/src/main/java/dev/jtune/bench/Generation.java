package dev.jtune.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.jtune.trainable.Definitions;
import dev.jtune.trainable.TrainableDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;

/** Generates classes in fresh JVMs: our adapters, and what they are compared with. Each has read a definition before. */
final class Generation {
    private Generation() {}

    /** Adapters: the first, and the next ones for copies of the same class. */
    static final class OfAdapters {
        private static final int NEXT = 10;

        private OfAdapters() {}

        public static void main(String[] arguments) throws IOException, IllegalAccessException {
            FreshJvm.print("first", millis(Definitions.ofClass(SmallModel.class)::prepare));
            List<TrainableDefinition> next = new ArrayList<>();
            for (int i = 0; i < NEXT; i++) {
                next.add(Definitions.ofClass(copy(i)));
            }
            Samples samples = Samples.of(next.stream().mapToDouble(definition -> millis(definition::prepare)));
            FreshJvm.print(
                    "next",
                    samples.values().stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElseThrow());
            FreshJvm.print("slowest", samples.highest());
        }
    }

    /** A class with one method, as ByteBuddy generates it by default. */
    static final class OfBareClass {
        private OfBareClass() {}

        public static void main(String[] arguments) {
            Definitions.ofClass(SmallModel.class);
            FreshJvm.print(
                    "first",
                    millis(() -> create(new ByteBuddy()
                            .subclass(Object.class)
                            .method(ElementMatchers.named("toString"))
                            .intercept(FixedValue.value("bare"))
                            .make()
                            .load(Generation.class.getClassLoader())
                            .getLoaded())));
        }
    }

    /** A class with one method, with all of ByteBuddy switched off that can be. */
    static final class OfLeanClass {
        private OfLeanClass() {}

        public static void main(String[] arguments) {
            Definitions.ofClass(SmallModel.class);
            FreshJvm.print(
                    "first",
                    millis(() -> create(new ByteBuddy(ClassFileVersion.JAVA_V17)
                            .with(TypeValidation.DISABLED)
                            .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
                            .subclass(Object.class)
                            .name("dev.jtune.bench.Lean")
                            .defineMethod("call", String.class, Modifier.PUBLIC)
                            .intercept(FixedValue.value("lean"))
                            .make()
                            .load(
                                    Generation.class.getClassLoader(),
                                    ClassLoadingStrategy.UsingLookup.of(MethodHandles.lookup()))
                            .getLoaded())));
        }
    }

    private static void create(Class<?> type) {
        try {
            type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double millis(Runnable generation) {
        long start = System.nanoTime();
        generation.run();
        return (System.nanoTime() - start) / 1e6;
    }

    /** Define a class that differs from {@link SmallModel} by the last letter of its name only, a digit. */
    private static Class<?> copy(int digit) throws IOException, IllegalAccessException {
        String name = SmallModel.class.getSimpleName();
        try (InputStream in = Generation.class.getResourceAsStream(name + ".class")) {
            if (in == null) {
                throw new IOException("there is no class file of " + name);
            }
            String code = new String(in.readAllBytes(), ISO_8859_1);
            String renamed = code.replace(name, name.substring(0, name.length() - 1) + digit);
            return MethodHandles.lookup().defineClass(renamed.getBytes(ISO_8859_1));
        }
    }
}
