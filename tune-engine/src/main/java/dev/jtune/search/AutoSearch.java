package dev.jtune.search;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Chooses the search algorithm for the study, and hands over from one to the next. This is what a study without any such annotation
 * does.
 *
 * <p>Where a scheduler ends trials early, a Parzen estimator learns from those of like length. Small finite spaces are tried whole. Else a Gaussian process proposes as long as its time is small beside that of the trials, then
 * CMA-ES, in turn with a Parzen estimator where there are categories or conditions. It goes by the space, the budget, the number of
 * trials and what they took. A space with a grid is walked cell by cell.
 */
@SearchWith(AutoSearchFactory.class)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface AutoSearch {}
