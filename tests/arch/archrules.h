// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "arch/sourcetext.h"

namespace docket::arch {

/** The rooms of models/ from the ground up, and for each what it may link and include besides itself. */
struct Room
{
    QString name;
    QStringList mayUse;      ///< other rooms, complete (not only the direct ones)
    QStringList mayLink;     ///< libraries that are not ours
    bool pure = false;       ///< no I/O, no QObject, no event loop
};
const QList<Room> &rooms();

/** Each rule gives one sentence a violation, beginning with the file; an empty list means that the rule holds. */
QStringList roomsAreKnown(const SourceTree &tree);
QStringList linksGoDownwards(const SourceTree &tree);
QStringList includesGoDownwards(const SourceTree &tree);
QStringList includesAreLinked(const SourceTree &tree);
QStringList modelsHaveNoWidgets(const SourceTree &tree);
QStringList widgetsSeeOnlyValues(const SourceTree &tree);
QStringList pureRoomsDoNoInput(const SourceTree &tree);
QStringList nobodyIsASingleton(const SourceTree &tree);
QStringList nobodyWaits(const SourceTree &tree);
/** No target of the program links what only some later moment needs and what costs its start dearly. */
QStringList theProgramStartsLight(const SourceTree &tree);
QStringList everyRoomSaysWhatItIs(const SourceTree &tree);
QStringList filesNameTheirLicence(const SourceTree &tree);
QStringList oneApplicationId(const SourceTree &tree);
/** At most 120 columns, but for lines whose length is that of a text. */
QStringList linesFit(const SourceTree &tree);

} // namespace docket::arch
