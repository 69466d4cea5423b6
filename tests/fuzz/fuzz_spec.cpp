// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzzdriver.h"

#include "policy/config.h"
#include "spec/prompts.h"
#include "spec/specdiff.h"

using namespace docket;
using namespace Qt::StringLiterals;

namespace docket::fuzz {

QList<QByteArray> seeds()
{
    return {QByteArray(),
            "# Title\n\n## Current state\nx\n## Target\ny\n## Approach\nz\n## Acceptance criteria\n- AC-1: a\n  b\n- [ "
            "] **AC-2:** c\n",
            "## 驗收條件\n1. AC-1：好\n\n```\n## Target\n```\n<!-- \n# x\n-->\n",
            specTemplate().toUtf8(),
            "base: main\nslots: 2\nmerge: squash\nchecks:\n  a: x\n  b: {run: y, timeout: 5m, network: "
            "true}\nagents:\n  m: {command: [a, b]}\npolicy:\n  permissions: ask\n",
            "checks:\n  - name: a\n    run: &x |\n      one\n      two\n  - {name: b, run: *x}\n"};
}

QList<QByteArray> dictionary()
{
    return {"# ",
            "## ",
            "\n",
            "\r\n",
            "- ",
            "AC-",
            "AC-1:",
            "```",
            "~~~",
            "<!--",
            "-->",
            "Acceptance criteria",
            "[ ]",
            "\t",
            ": ",
            "&a ",
            "*a",
            "{",
            "}",
            "[",
            "]",
            "|",
            ">",
            "!!binary ",
            "---",
            "\xef\xbb\xbf",
            QByteArray("\0", 1)};
}

void one(QByteArrayView input)
{
    const QString text = QString::fromUtf8(input);
    const SpecDocument document = parseSpec(text);
    promise(document.lineCount == text.count(u'\n') + 1, "every line is counted");
    int last = -1;
    for (const SpecSection &section : document.sections) {
        promise(section.firstLine > last && section.lastLine >= section.firstLine, "sections follow each other");
        last = section.lastLine;
    }
    promise(last < document.lineCount, "sections end within the text");
    last = -1;
    for (const Criterion &criterion : document.criteria) {
        promise(criterion.firstLine > last && criterion.lastLine >= criterion.firstLine
                    && criterion.lastLine < document.lineCount,
                "criteria follow each other");
        promise(criterion.number >= 0 && criterion.number < nextCriterionNumber(document), "the next number is free");
        last = criterion.lastLine;
    }
    for (const SpecProblem &problem : document.problems)
        promise(problem.line >= 0 && problem.line < document.lineCount && !problemText(problem).isEmpty(),
                "a problem has its line");
    promise(diffSpecs(document, document).isEmpty(), "a spec is equal to itself");
    promise(promptFor(text).contains(text.trimmed()), "the prompt holds the spec");
    const QString title = specTitle(text);
    promise(!title.isEmpty() && title.size() <= 120 && !title.contains(u'\n'), "a title is one line");

    const auto config = parseConfig(input.toByteArray());
    if (config) {
        for (const CheckConfig &check : config->checks)
            promise(!check.name.isEmpty() && !check.command.isEmpty() && check.timeoutSeconds > 0,
                    "a check can be run");
    } else {
        promise(config.error().code == ErrorCode::InvalidInput && config.error().context.startsWith(u"docket.yaml"_s),
                "a mistake has its place");
    }
    const QByteArray proposed = proposeConfiguration(
        {u"package.json"_s, u"Makefile"_s},
        {{u"package.json"_s, input.toByteArray()}, {u"Makefile"_s, input.toByteArray()}}, text.left(50));
    promise(parseConfig(proposed).has_value() || text.left(50).trimmed().isEmpty(), "a proposal can be read");
}

} // namespace docket::fuzz
