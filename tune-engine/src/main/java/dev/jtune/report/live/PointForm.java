package dev.jtune.report.live;

import dev.jtune.Config;
import dev.jtune.json.Json;
import dev.jtune.run.StudySpec;
import dev.jtune.space.Domain;
import dev.jtune.space.Guard;
import dev.jtune.space.Param;
import dev.jtune.space.ParamSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form for a point of a space: a field for each parameter that is drawn.
 *
 * <p>A field is known by the place of its parameter in the space, since several may share a name, and what is entered is text: that of a
 * number, or the place of a value among those of a choice, so that each value comes back exactly as it is.
 */
final class PointForm {
    private final ParamSpace space;
    private final List<Param> params;

    private PointForm(ParamSpace space) {
        this.space = space;
        this.params = space.params();
    }

    /** Create the form of a study; {@code null} where no point can be added: see {@link dev.jtune.run.RunControl#suggest}. */
    static @Nullable PointForm of(StudySpec study) {
        return study.search().deterministic() || study.space().hasGrid() ? null : new PointForm(study.space());
    }

    /** Describe the fields. */
    String toJson() {
        List<Map<String, Object>> fields = new ArrayList<>();
        for (int place = 0; place < params.size(); place++) {
            if (isAsked(params.get(place))) {
                fields.add(field(place, params.get(place)));
            }
        }
        return Json.write(fields);
    }

    private static boolean isAsked(Param param) {
        return !(param.domain() instanceof Domain.Constant || param.domain() instanceof Domain.SampleFrom);
    }

    private Map<String, Object> field(int place, Param param) {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("place", place);
        field.put("name", param.name());
        field.put("needs", param.guard().clauses().stream().map(this::need).toList());
        field.put("hint", param.domain() instanceof Domain.Choice ? "" : hint(param));
        if (param.domain() instanceof Domain.Choice choice) {
            field.put("values", choice.values());
        } else if (param.domain() instanceof Domain.Int range) {
            field.put("min", range.lower());
            field.put("max", range.upper());
            field.put("step", range.q());
        } else if (param.domain() instanceof Domain.Real range) {
            field.put("min", range.lower());
            field.put("max", range.upper());
        }
        return field;
    }

    /** Say what a parameter may be, without the condition: where that does not hold, the field is not shown. */
    private String hint(Param param) {
        String described = space.describe(new Param(param.name(), param.domain(), Guard.ALWAYS, param.source()));
        return described.substring(param.name().length()).strip();
    }

    /** Return what is to be entered for a clause to hold: in one of these fields one of these texts. */
    private Map<String, Object> need(Guard.Clause clause) {
        Map<String, Object> need = new LinkedHashMap<>();
        for (int place = 0; place < params.size(); place++) {
            Param parent = params.get(place);
            if (parent.name().equals(clause.parent())) {
                need.put(
                        Integer.toString(place),
                        clause.values().stream()
                                .map(value -> text(parent, value))
                                .toList());
            }
        }
        return need;
    }

    /** Return what is to be entered for a configuration, by field. */
    Map<String, String> entries(Config config) {
        Map<String, String> entries = new LinkedHashMap<>();
        for (int place = 0; place < params.size(); place++) {
            Param param = params.get(place);
            if (isAsked(param) && config.has(param.name()) && param.guard().holds(config)) {
                entries.put(Integer.toString(place), text(param, config.get(param.name())));
            }
        }
        return entries;
    }

    private static String text(Param param, Object value) {
        return param.domain() instanceof Domain.Choice choice
                ? Integer.toString(choice.values().indexOf(value))
                : Json.write(value);
    }

    /**
     * Read what was entered, which may leave fields empty; whether it is a point of the space is for others to say.
     *
     * @throws IllegalArgumentException if no form sends that
     */
    Config read(String json) {
        Map<String, Object> values = new LinkedHashMap<>();
        Json.parseObject(json).forEach((place, entry) -> {
            Param param = params.get(Integer.parseInt(place));
            String text = String.valueOf(entry).strip();
            if (!text.isEmpty()) {
                values.put(param.name(), value(param.domain(), text));
            }
        });
        return Config.of(values);
    }

    private static Object value(Domain domain, String text) {
        if (domain instanceof Domain.Choice choice) {
            return choice.values().get(Integer.parseInt(text));
        }
        try {
            return domain instanceof Domain.Int ? (Object) Long.valueOf(text) : Double.valueOf(text);
        } catch (NumberFormatException e) {
            return text; // which is no value of the parameter, as the person will be told
        }
    }
}
