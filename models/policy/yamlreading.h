// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <yaml-cpp/yaml.h>

/**
 * Reading docket.yaml with mistakes that name their line. Private to the room: yaml-cpp and its exceptions stay inside.
 */
namespace docket::yaml {

using namespace Qt::StringLiterals;

/** A mistake on its way out of the parser; never leaves this room. */
struct Mistake
{
    QString sentence;
    int line = -1; ///< from 0
};

[[noreturn]] inline void mistake(const YAML::Node &node, const QString &sentence)
{
    throw Mistake{sentence, node.Mark().line};
}

inline QString textOf(const YAML::Node &node, const QString &what)
{
    if (!node.IsScalar())
        mistake(node, u"%1 must be one text."_s.arg(what));
    return QString::fromStdString(node.Scalar());
}

inline QString filledTextOf(const YAML::Node &node, const QString &what)
{
    const QString text = textOf(node, what).trimmed();
    if (text.isEmpty())
        mistake(node, u"%1 is empty; write something or take the line out."_s.arg(what));
    return text;
}

inline bool yesOrNo(const YAML::Node &node, const QString &what)
{
    const QString text = textOf(node, what);
    if (text == "true"_L1 || text == "yes"_L1)
        return true;
    if (text == "false"_L1 || text == "no"_L1)
        return false;
    mistake(node, u"%1 must be true or false, not \"%2\"."_s.arg(what, text));
}

inline int wholeNumber(const YAML::Node &node, const QString &what, int least, int most)
{
    bool isNumber = false;
    const int number = textOf(node, what).toInt(&isNumber);
    if (!isNumber || number < least || number > most)
        mistake(node, u"%1 must be a whole number from %2 to %3."_s.arg(what).arg(least).arg(most));
    return number;
}

/** "90", "90s", "10m", "2h". */
inline int secondsOf(const YAML::Node &node, const QString &what)
{
    QString text = textOf(node, what).trimmed();
    int unit = 1;
    if (text.endsWith(u's') || text.endsWith(u'm') || text.endsWith(u'h')) {
        unit = text.endsWith(u'h') ? 3600 : text.endsWith(u'm') ? 60 : 1;
        text.chop(1);
    }
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    if (!isNumber || number < 1 || qint64(number) * unit > 24 * 3600)
        mistake(node, u"%1 must be a time such as 90s, 10m or 2h, at most 24h."_s.arg(what));
    return number * unit;
}

inline void requireMap(const YAML::Node &node, const QString &what)
{
    if (!node.IsMap())
        mistake(node, u"%1 must be a list of \"key: value\" lines."_s.arg(what));
}

[[noreturn]] inline void unknownKey(const YAML::Node &key, const QString &where, const QString &known)
{
    mistake(key, u"\"%1\" is not known %2; known are %3."_s.arg(QString::fromStdString(key.Scalar()), where, known));
}

/** Calls `take(word, key, value)` for each line; a key that stands twice is a mistake. */
template<typename Take>
void forEachKey(const YAML::Node &map, const QString &what, Take take)
{
    requireMap(map, what);
    QStringList seen;
    for (const auto &pair : map) {
        const QString word = textOf(pair.first, u"A key"_s);
        if (seen.contains(word))
            mistake(pair.first, u"\"%1\" stands there twice; keep one."_s.arg(word));
        seen.append(word);
        take(word, pair.first, pair.second);
    }
}

} // namespace docket::yaml
