package dev.jtune.trainable;

import dev.jtune.TrialContext;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Calls members of a user's class directly: classes that implement it are generated.
 *
 * <p>Public because a generated class is a nestmate of the user's class, in the user's package.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface Adapter {
    /**
     * Call a member.
     *
     * @param member its place in the list that the adapter was generated for
     * @param target the object; ignored for static members and constructors
     * @param arguments as many as the member takes, each of its type
     * @return what it returned, boxed; {@code null} for {@code void}
     * @throws Throwable what the user's code threw, unwrapped
     */
    @Nullable
    Object call(int member, @Nullable Object target, @Nullable Object[] arguments) throws Throwable;

    /**
     * Return an adapter like this one that calls {@link #step} on an object.
     *
     * @throws UnsupportedOperationException if it was not generated for a step that takes a {@link TrialContext} or nothing
     */
    default Adapter on(Object target) {
        throw new UnsupportedOperationException();
    }

    /** Do a step of the object of {@link #on}, which is called as the user's own code would call it; see {@link #call}. */
    default @Nullable Object step(TrialContext trial) throws Throwable {
        throw new UnsupportedOperationException();
    }
}
