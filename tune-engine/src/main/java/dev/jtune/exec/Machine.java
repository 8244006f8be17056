package dev.jtune.exec;

import dev.jtune.ResourceRequest.Bundle;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.apiguardian.api.API;

/** What this machine is, and has to offer to trials. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Machine {
    private Machine() {}

    /** Return processors, GPUs, and the memory of the heap. */
    public static Bundle capacity() {
        Runtime runtime = Runtime.getRuntime();
        return new Bundle(runtime.availableProcessors(), Gpus.count(), runtime.maxMemory(), Map.of());
    }

    /** Return this process's id. */
    public static long pid() {
        return Names.PID;
    }

    /** Return this machine's name, {@code localhost} where it has none. */
    public static String host() {
        return Names.HOST;
    }

    /** Return this machine's address. */
    public static String address() {
        return Names.ADDRESS;
    }

    /** Looked up once, when a run begins: a name service may be slow. */
    private static final class Names {
        static final long PID = ProcessHandle.current().pid();
        static final String HOST;
        static final String ADDRESS;

        static {
            String host = "localhost";
            String address = "127.0.0.1";
            try {
                InetAddress local = InetAddress.getLocalHost();
                host = local.getHostName();
                address = local.getHostAddress();
            } catch (UnknownHostException e) {
                // a machine without a name
            }
            HOST = host;
            ADDRESS = address;
        }
    }
}
