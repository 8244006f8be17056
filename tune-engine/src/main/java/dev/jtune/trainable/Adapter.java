package dev.jtune.trainable;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Calls members of a user's class by number, directly: classes that implement it are generated.
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
}
