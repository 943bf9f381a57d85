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
        <source>… and %n more.</source>
        <translation>
            <numerusform>… and %n more.</numerusform>
            <numerusform>… and %n more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln corps</source>
        <translation>
            <numerusform>%Ln corp</numerusform>
            <numerusform>%Ln corps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported %Ln links.</source>
        <translation>
            <numerusform>Exported %Ln link.</numerusform>
            <numerusform>Exported %Ln links.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete all data of %Ln corps</source>
        <translation>
            <numerusform>Delete all data of %Ln corp</numerusform>
            <numerusform>Delete all data of %Ln corps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleting all data of %Ln corps</source>
        <translation>
            <numerusform>Deleting all data of %Ln corp</numerusform>
            <numerusform>Deleting all data of %Ln corps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The data of %Ln corps are deleted.</source>
        <translation>
            <numerusform>The data of %Ln corp are deleted.</numerusform>
            <numerusform>The data of %Ln corps are deleted.</numerusform>
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
        <source>%Ln links</source>
        <translation>
            <numerusform>%Ln link</numerusform>
            <numerusform>%Ln links</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Exported %Ln links.</source>
        <translation>
            <numerusform>Exported %Ln link.</numerusform>
            <numerusform>Exported %Ln links.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kfdesk::ui::ListenerCards</name>
    <message numerus="yes">
        <source>%Ln events</source>
        <translation>
            <numerusform>%Ln event</numerusform>
            <numerusform>%Ln events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln need you</source>
        <translation>
            <numerusform>%Ln needs you</numerusform>
            <numerusform>%Ln need you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln could not be stored</source>
        <translation>
            <numerusform>%Ln could not be stored</numerusform>
            <numerusform>%Ln could not be stored</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused ❯</source>
        <translation>
            <numerusform>%Ln refused ❯</numerusform>
            <numerusform>%Ln refused ❯</numerusform>
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
