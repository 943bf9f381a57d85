<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>EventColumns</name>
    <message numerus="yes">
        <source>Done · %n accounts</source>
        <translation>
            <numerusform>Done · %n account</numerusform>
            <numerusform>Done · %n accounts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EventStory</name>
    <message numerus="yes">
        <source>%n kf accounts came with it; their links are being made.</source>
        <translation>
            <numerusform>%n kf account came with it; its link is being made.</numerusform>
            <numerusform>%n kf accounts came with it; their links are being made.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kf accounts came with it; their links are ready.</source>
        <translation>
            <numerusform>%n kf account came with it; its link is ready.</numerusform>
            <numerusform>%n kf accounts came with it; their links are ready.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::BatchDialog</name>
    <message numerus="yes">
        <source>Create %n</source>
        <translation>
            <numerusform>Create %n</numerusform>
            <numerusform>Create %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n placements: %1</source>
        <extracomment>%1 is a list of their names</extracomment>
        <translation>
            <numerusform>%n placement: %1</numerusform>
            <numerusform>%n placements: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::CallbacksPage</name>
    <message numerus="yes">
        <source>%Ln events kept</source>
        <translation>
            <numerusform>%Ln event kept</numerusform>
            <numerusform>%Ln events kept</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::CorpsPage</name>
    <message numerus="yes">
        <source>%n corps</source>
        <translation>
            <numerusform>%n corp</numerusform>
            <numerusform>%n corps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported %n links.</source>
        <translation>
            <numerusform>Exported %n link.</numerusform>
            <numerusform>Exported %n links.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete all data of %n corps</source>
        <translation>
            <numerusform>Delete all data of %n corp</numerusform>
            <numerusform>Delete all data of %n corps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more.</source>
        <translation>
            <numerusform>… and %n more.</numerusform>
            <numerusform>… and %n more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleting all data of %n corps</source>
        <translation>
            <numerusform>Deleting all data of %n corp</numerusform>
            <numerusform>Deleting all data of %n corps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The data of %n corps are deleted.</source>
        <translation>
            <numerusform>The data of %n corp are deleted.</numerusform>
            <numerusform>The data of %n corps are deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::ImportPanel</name>
    <message numerus="yes">
        <source>Import %n corps?</source>
        <translation>
            <numerusform>Import %n corp?</numerusform>
            <numerusform>Import %n corps?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n corps are imported.</source>
        <translation>
            <numerusform>%n corp is imported.</numerusform>
            <numerusform>%n corps are imported.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::InvitePage</name>
    <message numerus="yes">
        <source>%n placements created.</source>
        <translation>
            <numerusform>%n placement created.</numerusform>
            <numerusform>%n placements created.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n placements</source>
        <translation>
            <numerusform>%n placement</numerusform>
            <numerusform>%n placements</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::LinksPage</name>
    <message numerus="yes">
        <source>%n links</source>
        <translation>
            <numerusform>%n link</numerusform>
            <numerusform>%n links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported %n links.</source>
        <translation>
            <numerusform>Exported %n link.</numerusform>
            <numerusform>Exported %n links.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::ListenerCards</name>
    <message numerus="yes">
        <source>%n events</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need you</source>
        <translation>
            <numerusform>%n needs you</numerusform>
            <numerusform>%n need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be stored</source>
        <translation>
            <numerusform>%n could not be stored</numerusform>
            <numerusform>%n could not be stored</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused ❯</source>
        <translation>
            <numerusform>%n refused ❯</numerusform>
            <numerusform>%n refused ❯</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::PresentationWindow</name>
    <message numerus="yes">
        <source>%1: %n accounts authorised</source>
        <translation>
            <numerusform>%1: %n account authorised</numerusform>
            <numerusform>%1: %n accounts authorised</numerusform>
        </translation>
    </message>
</context>
</TS>
