@echo off
rem The command line of Hesse, from the directory it was unpacked in; needs Java 17 or newer.
rem HESSE_OPTS holds more options for the JVM, JAVA_HOME chooses the JDK.
setlocal

if not defined JAVA_HOME goto find
rem The variable may have quotes of its own.
set "JAVA=%JAVA_HOME:"=%\bin\java.exe"
if exist "%JAVA%" goto version
echo hesse: there is no "%JAVA%", to which JAVA_HOME leads; it needs to be Java 17 or newer 1>&2
exit /b 1

:find
for %%j in (java.exe) do set "JAVA=%%~$PATH:j"
if defined JAVA goto version
echo hesse: no java: needs Java 17 or newer, on the PATH or in JAVA_HOME 1>&2
exit /b 1

:version
rem It says: openjdk version "17.0.2" and more; before Java 9 "1.8.0_402".
set VERSION=
set MAJOR=
for /f "tokens=1-3" %%u in ('call "%JAVA%" -version 2^>^&1') do if "%%v"=="version" set "VERSION=%%~w"
for /f "tokens=1 delims=.-_+" %%v in ("%VERSION%") do set MAJOR=%%v
if not defined MAJOR set MAJOR=17
if %MAJOR% geq 17 goto run
echo hesse: "%JAVA%" is Java %VERSION%, needs 17 or newer; JAVA_HOME chooses another 1>&2
exit /b 1

:run
rem The progress bar asks the terminal for its width by native code, about which newer JVMs warn otherwise.
set NATIVE=
if %MAJOR% geq 22 set NATIVE=--enable-native-access=ALL-UNNAMED
rem Fast kernels are an incubator module of the JDK, which the class path does not resolve by itself.
"%JAVA%" -Djava.awt.headless=true -Dhesse.command=hesse --add-modules jdk.incubator.vector %NATIVE% %HESSE_OPTS% -cp "%~dp0hesse.jar;%~dp0lib\*" org.hesse.lab.Main %*
exit /b %ERRORLEVEL%
