// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"
#include "highlight/spans.h"

#include <QByteArray>
#include <QString>

#include <memory>

class QPalette;
class QTextDocument;

namespace docket::highlight {

/** What a TextWalk does, behind the door below. */
class LanguageWalk
{
public:
    virtual ~LanguageWalk() = default;
    virtual int lineCount() const = 0;
    virtual int passedBlocks() const = 0;
    virtual bool isUseful() const = 0;
    virtual bool budgetExceeded() const = 0;
    virtual SpanBlockPtr block(int block, const CancelToken &cancel) = 0;
    virtual SpanBlockPtr provisionalBlock(int block) = 0;
};

/** Colours a document while it is written. Of the document's thread; goes before the document. */
class DocumentColours
{
public:
    virtual ~DocumentColours() = default;
    virtual void setPalette(const QPalette &palette) = 0;
};

/**
 * The door to KSyntaxHighlighting. The library brings some forty others along (it can fetch languages from the
 * network), which cost the start of the program more than its window does. So it is linked by a module of its own
 * (app/languages) that is loaded with the first text that is to be coloured.
 */
class Languages
{
public:
    virtual ~Languages() = default;
    virtual StyleTables styleTables() const = 0;
    virtual QString definitionName(const QString &fileName, QByteArrayView text) const = 0;
    /** The walk dies before the Languages. */
    virtual std::unique_ptr<LanguageWalk> walk(const QString &fileName, const QByteArray &text, qint64 cpuMs) = 0;
    virtual std::unique_ptr<DocumentColours> colour(QTextDocument *document, const QString &definition) = 0;
};

/** Reads the module where that was not done yet: some milliseconds, for any thread but that of the window. */
void loadLanguages();
/** One of its own for each thread; null where the module is missing, which is logged once. Any thread. */
std::unique_ptr<Languages> makeLanguages();

/** The one function of the module. */
inline constexpr char languagesFunction[] = "docketLanguages";
using LanguagesFunction = Languages *(*)();

} // namespace docket::highlight
