// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/specdocument.h"

namespace docket {

/** How one section or criterion differs between two revisions. */
struct SpecChange
{
    enum class What : quint8 { Title, Preamble, Section, Criterion };
    enum class How : quint8 { Added, Removed, Changed };

    What what = What::Section;
    How how = How::Changed;
    QString name; ///< heading or AC-n
    QString before;
    QString after;

    bool operator==(const SpecChange &) const = default;
};

/** In the order of the newer document, removed ones last. Sections are matched by kind or heading, criteria by number.
 */
QList<SpecChange> diffSpecs(const SpecDocument &before, const SpecDocument &after);

} // namespace docket
