@echo off
rem The command line of Hesse, from the directory it was unpacked in; needs Java 17 or newer.
rem HESSE_OPTS holds more options for the JVM, JAVA_HOME chooses the JDK.
setlocal

set "JAVA=java.exe"
if not defined JAVA_HOME goto find
set "JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%JAVA%" goto run
echo hesse: JAVA_HOME is %JAVA_HOME%, but there is no bin\java.exe in it; it needs to be Java 17 or newer 1>&2
exit /b 1

:find
where /q java.exe
if not errorlevel 1 goto run
echo hesse: no java: needs Java 17 or newer, on the PATH or in JAVA_HOME 1>&2
exit /b 1

:run
rem Fast kernels are an incubator module of the JDK, which the class path does not resolve by itself.
"%JAVA%" -Djava.awt.headless=true -Dhesse.command=hesse --add-modules jdk.incubator.vector %HESSE_OPTS% -cp "%~dp0lib\*" org.hesse.lab.Main %*
exit /b %ERRORLEVEL%
