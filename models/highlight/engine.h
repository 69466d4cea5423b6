// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "highlight/spans.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <vector>

namespace docket::highlight {

class LanguageWalk;
class Languages;

/**
 * One KSyntaxHighlighting repository. It has no lock of its own and hands out objects that write into it, so an Engine
 * and all walks over it belong to one thread, and the walks die first.
 */
class Engine
{
public:
    Engine();
    ~Engine();
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;

    StyleTables styleTables() const;
    /** Name of the definition for a file, by its name or else by its "#!" line; empty if there is none. */
    QString definitionName(const QString &fileName, QByteArrayView text = {}) const;

private:
    friend class TextWalk;
    std::unique_ptr<Languages> m_languages; ///< null where there are none: texts stay plain
};

/**
 * The way through one text, which can be entered at any line: it keeps the state at the start of each block it has
 * passed. The text is UTF-8; a line ends at LF, a CR before it is not part of the line.
 */
class TextWalk
{
public:
    struct Limits
    {
        qint64 cpuMs =
            6000; ///< of the thread, for the whole text; a definition that needs more is dropped for this text
    };

    TextWalk(Engine &engine, const QString &fileName, QByteArray text)
        : TextWalk(engine, fileName, std::move(text), Limits())
    {}
    TextWalk(Engine &engine, const QString &fileName, QByteArray text, Limits limits);
    ~TextWalk();

    int lineCount() const;
    int blockCount() const;
    /** Whether there is anything to colour: a definition was found and the budget is not used up. */
    bool isUseful() const;
    bool budgetExceeded() const;
    /** Blocks to pass before `block` can be made. */
    int distance(int block) const;

    /** The spans of a block; walks to it first. Null when cancelled. */
    SpanBlockPtr block(int block, const CancelToken &cancel = {});
    /** The same at once, as if the text began a little above the block. */
    SpanBlockPtr provisionalBlock(int block);

private:
    std::unique_ptr<LanguageWalk> m_walk;
};

} // namespace docket::highlight
