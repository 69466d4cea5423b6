// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "highlight/engine.h"

#include "highlight/languages.h"

#include <algorithm>

namespace docket::highlight {

Engine::Engine() : m_languages(makeLanguages()) {}
Engine::~Engine() = default;

StyleTables Engine::styleTables() const
{
    return m_languages ? m_languages->styleTables() : StyleTables();
}

QString Engine::definitionName(const QString &fileName, QByteArrayView text) const
{
    return m_languages ? m_languages->definitionName(fileName, text) : QString();
}

TextWalk::TextWalk(Engine &engine, const QString &fileName, QByteArray text, Limits limits)
    : m_walk(engine.m_languages ? engine.m_languages->walk(fileName, text, limits.cpuMs) : nullptr)
{
}

TextWalk::~TextWalk() = default;

int TextWalk::lineCount() const
{
    return m_walk ? m_walk->lineCount() : 0;
}

int TextWalk::blockCount() const
{
    return (lineCount() + LinesPerBlock - 1) / LinesPerBlock;
}

bool TextWalk::isUseful() const
{
    return m_walk && m_walk->isUseful();
}

bool TextWalk::budgetExceeded() const
{
    return m_walk && m_walk->budgetExceeded();
}

int TextWalk::distance(int block) const
{
    return m_walk ? std::max(0, block - m_walk->passedBlocks() + 1) : 0;
}

SpanBlockPtr TextWalk::block(int block, const CancelToken &cancel)
{
    return m_walk ? m_walk->block(block, cancel) : SpanBlockPtr();
}

SpanBlockPtr TextWalk::provisionalBlock(int block)
{
    return m_walk ? m_walk->provisionalBlock(block) : SpanBlockPtr();
}

} // namespace docket::highlight
